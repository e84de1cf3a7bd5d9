"""Checks are made ready before somebody needs them, while everything else in the process goes on."""

import subprocess
import sys

from copydesk.guides.checks.languagetool import asking
from copydesk.guides.checks.version_checks import VersionChecks
from copydesk.guides.domain import parse_guide
from tests.unit.guides.checks.test_languagetool import answer, serving

GUIDE = """\
## Plain {#plain}

```check
kind: existence
tokens: [utilize]
```

## Proofread {#proof}

```check
kind: languagetool
```
"""
OTHER_THREAD = """
import threading, time
from copydesk.guides.checks.proofreading import known_rules

n_turns, is_over = 0, threading.Event()

def go_on():
    global n_turns
    while not is_over.wait(0.005):
        n_turns += 1

thread = threading.Thread(target=go_on)
thread.start()
begun = time.perf_counter()
known_rules()
took_s = time.perf_counter() - begun
is_over.set()
thread.join()
print(n_turns / (took_s / 0.005))
"""


def test_other_threads_go_on_while_the_dictionary_is_loaded() -> None:
    """Held back, they would have no turn at all; on a busy machine they have some of their turns."""
    done = subprocess.run([sys.executable, "-c", OTHER_THREAD], capture_output=True, text=True, check=True)
    assert float(done.stdout) > 0.1


def test_no_text_leaves_the_server_when_checks_are_made_ready() -> None:
    checks = VersionChecks(parse_guide(GUIDE).rules)
    with serving(answer()) as server:
        checks.prepare()
        assert server.asked == []
        with asking(server.url):
            checks.prepare()
        assert server.asked == []
