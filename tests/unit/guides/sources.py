"""Guides that several tests read."""

from pathlib import Path

RELEASES = ("2025-02-12", "2025-04-11", "2025-09-12", "2025-12-18")
DEMO_GUIDE = Path(__file__).resolve().parents[3] / "copydesk" / "server" / "demo" / "guide.md"


def release(real_sets: Path, name: str) -> str:
    return (real_sets / "model_spec" / name / "model_spec.md").read_bytes().decode()


def demo_guide() -> str:
    return DEMO_GUIDE.read_bytes().decode()
