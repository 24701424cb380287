"""Documents written the way governments write them, one paragraph a line."""

from corpus.documents import Library, load_library
from corpus.intake.corrections import Corrections
from corpus.intake.model import Block, Received, Table
from corpus.intake.take_in import Intake, take_in_received


def taken(
    text: str, *more: Block | Table, name: str = "上传.docx", library: Library | None = None, **given: str
) -> Intake:
    """Return the intake of a text, one paragraph a line, and of what follows it."""
    parts = (*(Block(line.strip()) for line in text.splitlines() if line.strip()), *more)
    data = repr(parts).encode()
    return take_in_received(Received(parts), data, name, library or load_library(), Corrections(**given))


def ids_of(intake: Intake) -> list[str]:
    return [clause.id for clause in intake.document.clauses]


MEASURES = """
    石狮市教育局文件
    狮教〔2024〕56号
    石狮市教育局关于印发《石狮市义务教育学校
    教师交流轮岗管理办法（试行）》的通知
    各中小学：
    现将《石狮市义务教育学校教师交流轮岗管理办法（试行）》印发给你们，请遵照执行。
    附件：1.石狮市义务教育学校教师交流轮岗管理办法（试行）
    2.交流轮岗申请表
    石狮市教育局
    二〇二四年六月十八日
    （联系人：张三，电话：12345）
    附件1
    石狮市义务教育学校教师交流轮岗管理办法
    （试行）
    目 录
    第一章 总则
    第二章 交流对象
    第一章 总则
    第一条 为了推进教师交流轮岗，根据《中华人民共和国教师法》，制定本办法。
    第二条 本办法适用于本市公办义务教育学校。
    民办学校参照执行。
    第二章 交流对象
    第三条 有下列情形之一的教师应当交流：
    （一）在同一学校任教满六年的；
    （二）担任校长满两届的；
    1.含副校长；
    2.含书记。
    前款规定的教师，距退休不足五年的可以不交流。有下列情形的，从其规定：
    （一）怀孕期；
    （二）哺乳期。
    第四条 第三条第二款规定的情形由学校认定。
    第五条 本办法自2024年9月1日起施行，有效期两年。
    附件2
    交流轮岗申请表
    姓名：
    抄送：市委编办，市人社局。
    石狮市教育局办公室 2024年6月20日印发
"""

NOTICE = """
    关于进一步做好随迁子女入学工作的通知
    泉教综〔2022〕31号
    各县（市、区）教育局：
    根据国家要求，现通知如下。
    一、总体要求
    以流入地为主。
    二、工作任务
    （一）简化材料。不得要求无谓的证明。
    （二）优化流程。
    1.网上申请。
    2.现场审核。
    附件：1.办理流程
    2.联系电话表
    泉州市教育局
    2022年8月1日
    附件1：办理流程
    第一步，申请。
    附件2
    联系电话表
"""

INTERPRETATION = """
    《南安市统筹推进义务教育优质均衡发展实施方案（2022年修订）》政策解读
    来源：南安市教育局 发布时间：2022-08-25 浏览次数：33
    一、起草背景
    为贯彻落实乐政办发〔2023〕39号等文件，制定本方案。
    二、主要内容
    问：目标是什么？
    答：到2027年达标。
"""

MINUTES = """
    关于新建学校的专题会
    会议听取了基教科关于新建学校的汇报。会议认为，进展顺利。
    会议议定，新学年增加学位五百个。
    参会人员包括各科室负责人。
"""

LAW = """
    中华人民共和国义务教育法
    （1986年4月12日第六届全国人民代表大会第四次会议通过　2006年6月29日全国人民代表大会常务委员会会议修订）
    第一章 总则
    第一条 为了保障适龄儿童、少年接受义务教育的权利，制定本法。
    第二条 国家实行九年义务教育制度。
    义务教育是国家统一实施的教育。
    第二章 附则
    第六十三条 本法自2006年9月1日起施行。
"""

DECREE = """
    福建省人民政府令
    第211号
    《福建省实施办法》已经2023年1月5日省人民政府常务会议通过，现予公布，自2023年3月1日起施行。
    省长 赵龙
    2023年1月10日
    福建省实施办法
    第一条 甲。
    第二条 乙。
"""

NATIONAL = """
    教育部关于印发《县域义务教育优质均衡发展督导评估办法》的通知
    教督〔2017〕6号
    各省、自治区、直辖市教育厅（教委）：
    现将办法印发给你们。
    教 育 部
    2017年4月19日
    县域义务教育优质均衡发展督导评估办法
    第一章 总则
    第一条 为巩固成果，制定本办法。
"""
