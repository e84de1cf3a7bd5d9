"""Build hook: the wheel carries the built web app, so that installing it needs no Node."""

import os
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STATIC = Path("copydesk/server/static")


class WebBuildHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable" or os.environ.get("COPYDESK_SKIP_WEB"):
            return
        web = Path(self.root, "web")
        if not Path(self.root, STATIC, "index.html").is_file():
            subprocess.run(["npm", "ci"], cwd=web, check=True)
            subprocess.run(["npm", "run", "build"], cwd=web, check=True)
        build_data["artifacts"].append(f"/{STATIC}/**")
