"""What has to be loaded before Qt's Python half is.

From the moment PySide6 is loaded it reads the source of every module that is imported, to see whether that
uses PySide6 (its ``__feature__`` switches), and Python's ``linecache`` keeps what was read. Loaded in time,
most of the program and its libraries are spared that. docs/profiles.md has the numbers.
"""

import asyncio

import argon2
import cv2
import httpx
import numpy
import segno
import serial
import zxingcpp

import kiosk.config
import kiosk.core.project
import kiosk.devices.camera
import kiosk.devices.printer
import kiosk.devices.scanners
import kiosk.engine.loop
import kiosk.journal.late
import kiosk.loyalite.client

__all__ = ["argon2", "asyncio", "cv2", "httpx", "kiosk", "numpy", "segno", "serial", "zxingcpp"]
