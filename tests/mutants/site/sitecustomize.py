"""Python reads this at its start where PYTHONPATH leads here: it plants the bug that MUTANT names.

The sources on disk stay as they are. A module that the mutant names is compiled from its changed text; so
every process that a test starts has the bug, too.
"""

import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import sys


class Planter(importlib.abc.MetaPathFinder):
    """Finds the modules that are to be changed before anybody else does."""

    def __init__(self, changes):
        self.changes = changes  # module -> [[old, new], ...]

    def find_spec(self, name, path=None, target=None):
        if name not in self.changes:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        spec.loader = Planted(name, spec.origin, self.changes[name])
        return spec


class Planted(importlib.machinery.SourceFileLoader):
    """Compiles a changed text, and never writes it down as bytecode."""

    def __init__(self, name, path, changes):
        super().__init__(name, path)
        self.planted = changes

    def get_code(self, fullname):
        text = self.get_source(fullname)
        for old, new in self.planted:
            if text.count(old) != 1:
                # Loud, and unlike any test that fails: the bug cannot be planted as it is described.
                sys.stderr.write(f"mutant: {fullname} has {text.count(old)} times {old!r}\n")
                os._exit(99)
            text = text.replace(old, new)
        return compile(text, self.path, "exec", dont_inherit=True)


if "MUTANT" in os.environ:
    sys.meta_path.insert(0, Planter(json.loads(os.environ["MUTANT"])))
