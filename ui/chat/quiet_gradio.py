"""Gradio, made to call nobody: the one importer of it, so that this stands before its first import."""

import os

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import gradio as gr
from gradio import processing_utils

__all__ = ["gr"]


async def _no_download(url: str, cache_dir: str) -> str:
    raise ValueError("nothing is fetched")


# Gradio would fetch a file that an event names by its address.
processing_utils.async_ssrf_protected_download = _no_download
