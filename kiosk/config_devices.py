"""The settings of the devices: camera, scanner and printer. Written as ``config_tables`` are."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from kiosk import config_values as values
from kiosk.config_forms import Form, Shape, Table
from kiosk.config_values import Size

SLOW_BAUD = 9600
"""On lines as slow as this `printer.mode = "auto"` leaves the QR code to the printer."""

_PORT = r"auto|none|/\S+"
_PORT_WANTED = "auto, none or the path of a device such as /dev/serial/by-id/…"
DevicePath = Annotated[str, Shape(_PORT, _PORT_WANTED)]
Seconds = Annotated[float, Field(gt=0, le=60, allow_inf_nan=False)]
Baud = Annotated[
    Literal[1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400, 460800, 921600],
    BeforeValidator(values.one_of),
]
Turn = Annotated[Literal[0, 90, 180, 270], BeforeValidator(values.one_of)]


class Camera(Table):
    """Where pictures come from."""

    source: Annotated[
        str,
        Shape(
            r"auto|none|picamera(:[0-9])?|/dev/\S+|(file|dir):[^\x00]+",
            "auto, none, picamera, a device such as /dev/video0, file:PATH or dir:PATH",
        ),
        Field(
            description="`picamera:1` is the second of a Pi's own; `/dev/v4l/by-id/…` is a lasting name."
            " [What `auto` takes](running.md#configuration)"
        ),
    ] = "auto"
    size: Annotated[
        Size,
        BeforeValidator(values.size),
        Form(
            {"type": "string", "pattern": "^[0-9]{1,5}x[0-9]{1,5}$"},
            "WIDTHxHEIGHT in pixels, 160x120 to 4096x4096",
        ),
        Field(description="asked of the camera, which may do the next best thing"),
    ] = Size(1280, 720)
    fps: Annotated[int, Field(ge=1, le=120, description="pictures a second, likewise")] = 30
    mirror: Annotated[bool, Field(description="the picture on screen, as a mirror shows it")] = True
    rotate: Annotated[Turn, Field(description="degrees clockwise")] = 0
    exposure: Annotated[
        float | None,
        BeforeValidator(values.exposure),
        Form(
            {
                "anyOf": [
                    {"type": "string", "enum": ["auto"]},
                    {"type": "number", "minimum": 0.1, "maximum": 1000},
                ]
            },
            "`auto`, or 0.1 to 1000",
            nothing="auto",
        ),
        Field(description="milliseconds: short ones freeze a moving hand, and darken the picture"),
    ] = None
    focus: Annotated[
        float | None,
        BeforeValidator(values.focus),
        Form(
            {"anyOf": [{"type": "string", "enum": ["auto"]}, {"type": "number", "minimum": 0, "maximum": 1}]},
            "`auto`, or 0 to 1",
            nothing="auto",
        ),
        Field(description="0 is far, 1 as near as the lens can"),
    ] = None
    power_line: Annotated[
        Literal["auto", "50Hz", "60Hz"],
        Field(description="the mains, when lamps draw bands over the picture"),
    ] = "auto"
    frame_seconds: Annotated[Seconds, Field(description="`dir:` only: how long each picture is held")] = 0.5


class Scanner(Table):
    """The barcode scanner."""

    port: Annotated[
        str,
        Shape(rf"{_PORT}|hid:/\S+", f"{_PORT_WANTED} or hid:/dev/input/by-id/…"),
        Field(
            description="`hid:` is a scanner that is a keyboard."
            " [What `auto` takes](running.md#scanners-and-printers-which-is-which)"
        ),
    ] = "auto"
    baud: Annotated[Baud, Field(description="serial only")] = 9600
    terminator: Annotated[
        Literal["auto", "cr", "lf", "crlf", "stx-etx", "gap"],
        Field(description="how a code ends; `gap`: 50 ms of silence. Serial only"),
    ] = "auto"
    beeper: Annotated[
        Literal["none", "honeywell", "zebra-ssi", "datalogic", "newland"],
        Field(
            description="tell the scanner whether its code was taken, by its maker's commands; serial only"
        ),
    ] = "none"
    trigger: Annotated[
        Literal["always", "motion"],
        Field(
            description="`motion`: the scanner rests until the camera sees somebody move or the screen is"
            " touched; wants `scanner.beeper`"
        ),
    ] = "always"

    @model_validator(mode="after")
    def _one_that_listens(self) -> Scanner:
        if self.beeper != "none" and self.port.startswith("hid:"):
            raise ValueError('beeper: must be "none" for a keyboard (hid:), which cannot be told anything')
        if self.trigger == "motion" and self.beeper == "none":
            raise ValueError('trigger: "motion" needs scanner.beeper to name the maker whose commands to use')
        return self


class Printer(Table):
    """The receipt printer."""

    port: Annotated[
        DevicePath,
        Field(description="[What `auto` takes](running.md#scanners-and-printers-which-is-which)"),
    ] = "auto"
    baud: Annotated[Baud, Field(description="as the printer is set")] = 38400
    paper: Annotated[Literal["80mm", "58mm"], Field(description="80mm prints 576 dots, 58mm prints 384")] = (
        "80mm"
    )
    flow: Annotated[
        Literal["rtscts", "xonxoff", "none"], Field(description="[which cable](running.md#the-printer)")
    ] = "rtscts"
    cut: Annotated[bool, Field(description="whether there is a knife")] = True
    mode: Annotated[
        Literal["auto", "raster", "native"],
        Field(
            description="who makes the QR code on coupons: `raster` the kiosk, which every printer prints;"
            " `native` the printer, which is quicker, but many print the command as text instead; `auto` is"
            " native at 9600 baud and slower. [Seconds for each](performance.md#printing-coupons)"
        ),
    ] = "raster"
    completion: Annotated[
        Literal["auto", "process_id", "processed", "none"],
        Field(
            description="how the printer says that a coupon is out; `auto` asks it"
            " ([completion](running.md#the-printer))"
        ),
    ] = "auto"

    @property
    def native(self) -> bool:
        """Whether the printer is to make QR codes itself."""
        return self.mode == "native" or (self.mode == "auto" and self.baud <= SLOW_BAUD)

    @property
    def dots(self) -> int:
        """The printable width."""
        return 576 if self.paper == "80mm" else 384
