"""Pages of strangers' files drawn in a process of their own, with limits; run as a program it draws one page."""

from __future__ import annotations

import io
import resource
import subprocess
import sys

SECONDS = 20
MEMORY_BYTES = 1 << 30
WIDTH = 1400
"""Pixels across a drawn page: readable at full width on a large screen."""


def picture(data: bytes, number: int) -> bytes | None:
    """Page `number` (from 1) of a PDF or picture as PNG; None when it cannot be drawn."""
    command = [sys.executable, "-m", "review.pictures", str(number)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 # this Python, this module, a number
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 and done.stdout else None


def draw(data: bytes, number: int) -> bytes:
    """Page `number` as PNG. Raises whatever the libraries raise, in a process that may die of it."""
    from PIL import Image, ImageOps

    out = io.BytesIO()
    if data[:1024].lstrip().startswith(b"%PDF"):
        import pypdfium2

        with pypdfium2.PdfDocument(data) as document:
            page = document[number - 1]
            page.render(scale=WIDTH / max(page.get_width(), 1)).to_pil().convert("L").save(out, "PNG")
        return out.getvalue()
    with Image.open(io.BytesIO(data)) as opened:
        opened.seek(number - 1)
        turned = ImageOps.exif_transpose(opened).convert("RGB")
        turned.thumbnail((WIDTH, WIDTH * 4))
        turned.save(out, "PNG")
    return out.getvalue()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.stdout.buffer.write(draw(sys.stdin.buffer.read(), int(sys.argv[1])))
