"""Pictures of screens as PNG with few colours: a third of the size, and letters stay sharp."""

import base64
import struct
import zlib
from collections.abc import Sequence
from typing import Any, Final

from playwright.sync_api import Page

COLOURS: Final = (96, 64, 48, 32, 24, 16)

# The commonest colour of each of the commonest cells of the colour cube; every pixel takes the nearest of them.
_REDUCE: Final = """
async ([source, most]) => {
    const bitmap = await createImageBitmap(await (await fetch("data:image/png;base64," + source)).blob());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const bytes = new Uint32Array(context.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer);
    const counts = new Map();
    for (const pixel of bytes) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
    const cells = new Map();
    for (const [pixel, count] of counts) {
        const cell = cells.get(pixel & 0xf8f8f8) ?? {count: 0, best: 0, pixel};
        if (count > cell.best) Object.assign(cell, {best: count, pixel});
        cell.count += count;
        cells.set(pixel & 0xf8f8f8, cell);
    }
    const rgb = pixel => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
    // What is coloured means something: a little of it weighs as much as a lot of grey.
    const weight = cell => cell.count * (1 + (Math.max(...rgb(cell.pixel)) - Math.min(...rgb(cell.pixel))) / 2);
    const chosen = [...cells.values()].sort((a, b) => weight(b) - weight(a)).slice(0, most).map(cell => rgb(cell.pixel));
    const nearest = pixel => {
        const [r, g, b] = rgb(pixel);
        const far = chosen.map(([x, y, z]) => (r - x) ** 2 + (g - y) ** 2 + (b - z) ** 2);
        return far.indexOf(Math.min(...far));
    };
    const places = new Map([...counts.keys()].map(pixel => [pixel, nearest(pixel)]));
    const indices = Uint8Array.from(bytes, pixel => places.get(pixel));
    const reader = new FileReader();
    const read = new Promise(done => { reader.onload = () => done(reader.result.split(",")[1]); });
    reader.readAsDataURL(new Blob([indices]));
    return {width: bitmap.width, height: bitmap.height, palette: chosen.flat(), indices: await read};
}
"""


def small_png(blank: Page, picture: bytes, most_bytes: int) -> bytes:
    """The picture with as many colours as fit into `most_bytes`, else with the fewest. `blank` is a page to calculate in."""
    source = base64.b64encode(picture).decode()
    made = b""
    for most in COLOURS:
        made = _encoded(blank.evaluate(_REDUCE, [source, most]))
        if len(made) <= most_bytes:
            return made
    return made


def _encoded(reduced: dict[str, Any]) -> bytes:
    width, height = int(reduced["width"]), int(reduced["height"])
    palette: Sequence[int] = reduced["palette"]
    indices = base64.b64decode(reduced["indices"])
    depth = 4 if len(palette) <= 16 * 3 else 8
    rows = [indices[at : at + width] for at in range(0, width * height, width)]
    if depth == 4:
        rows = [_halved(row) for row in rows]
    header = struct.pack(">IIBBBBB", width, height, depth, 3, 0, 0, 0)
    lines = b"".join(b"\0" + row for row in rows)
    chunks = (
        (b"IHDR", header),
        (b"PLTE", bytes(palette)),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)


def _halved(row: bytes) -> bytes:
    """Two indices in a byte."""
    even = row if len(row) % 2 == 0 else row + b"\0"
    return bytes(high << 4 | low for high, low in zip(even[::2], even[1::2], strict=True))


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
