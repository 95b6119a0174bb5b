"""What can be said of a setting's value before anybody reads it: to an editor, and to a person."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

Schema = dict[str, Any]


class Table(BaseModel):
    """One table of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)


@dataclass(frozen=True, slots=True)
class Form:
    """``schema``: the value's JSON schema, as far as one can say it (or what makes it, where that depends on
    the machine). ``words`` complete «must be …» in the documentation. ``nothing``: how a file writes None."""

    schema: Schema | Callable[[], Schema] = field(compare=False)
    words: str
    nothing: str | None = None

    def __get_pydantic_json_schema__(self, _core: CoreSchema, _handler: GetJsonSchemaHandler) -> Schema:
        return dict(self.schema() if callable(self.schema) else self.schema)


@dataclass(frozen=True, slots=True)
class Shape:
    """A text of this pattern, whole. ``wanted`` completes «must be …»."""

    pattern: str
    wanted: str

    @property
    def words(self) -> str:
        """As ``Form.words``."""
        return self.wanted

    def checked(self, value: str) -> str:
        """The value. Raises ``ValueError`` for another one."""
        if not re.fullmatch(self.pattern, value):
            raise ValueError(f"must be {self.wanted}")
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.checked, handler(source))

    def __get_pydantic_json_schema__(self, _core: CoreSchema, _handler: GetJsonSchemaHandler) -> Schema:
        return {"type": "string", "pattern": f"^({self.pattern})$"}
