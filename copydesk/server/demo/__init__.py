"""The demo project: files that say what it is about, people who work in it, and weeks of their work.

Everything goes through the services that people use, each step at its own time, so that events, versions and states are true.

    summary = await load_demo(boundary)  # does nothing but say so when the demo is there already
"""

from copydesk.server.demo.load import DemoSummary, load_demo

__all__ = ["DemoSummary", "load_demo"]
