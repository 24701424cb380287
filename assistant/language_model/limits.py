"""What bounds one talk with a model, each with its reason: together, so that it is seen how they fit.

How many seconds a question has in all is the operator's to say: `settings.MODEL_TIMEOUT`.
"""

# A host next door lets one connect within milliseconds, one on another continent within half a second, also where a
# packet was lost. One that is down must cost a question less than two seconds.
CONNECT_SECONDS = 1.5
# How long a host that did not let us connect is not tried again: no more than one question in fifteen seconds waits for
# it, and one that is started anew is soon found.
DOWN_SECONDS = 15.0
# How often one who waits looks whether he was told to stop: no reader sees the difference, and no processor either.
LOOK_SECONDS = 0.1

# A reply is some sentences, or some calls: the lines that a model is shown are a few thousand characters, and the rest
# is for its thoughts. One that says more has lost its way, and what it says is kept with the receipt.
MOST_REPLY = 20_000  # characters
MOST_CALLS = 8
# Every character comes in an event of its own with some hundred bytes around it.
MOST_BYTES = 16 * 1024 * 1024
# A sentence of a draft with all that goes on in it is some hundred characters; many more are no sentence.
LONGEST_SENTENCE = 4_000  # characters
MOST_SENTENCES = 60  # that are rejected: twice the lines that are shown
MOST_LINES = 30  # that a model is shown: what a small one can hold in mind; the others stay word for word
MOST_ROUNDS = 3  # of calls for one question: the first, and two to mend what was wrong with it
# What is kept of the requests for one answer: ten of the longest ones. What is not kept is not sent.
MOST_KEPT = 200_000  # characters
