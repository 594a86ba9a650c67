"""Pictures from a zip, a sheet, or single files: their size, their colours, and what is refused."""

import io
import zipfile
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from benchmarks.own import LETTERS, glyphs
from gan_core.data.own import from_images, from_sheet, from_zip, own_pictures
from gan_core.data.own.pictures import LEAST, fitted
from gan_core.engine.measuring import compared


def png(picture: Image.Image, form: str = "PNG") -> bytes:
    out = io.BytesIO()
    picture.save(out, form)
    return out.getvalue()


def plain(colour, size=(16, 16), mode="RGB") -> Image.Image:
    return Image.new(mode, size, colour)


def zipped(files: dict[str, bytes], method=zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


MANY = {f"folder/{k}.png": png(plain((k, 0, 255))) for k in range(LEAST)}


def test_a_zip_of_pictures_is_read_and_other_files_are_passed_over():
    items = from_zip(zipped(MANY | {"readme.txt": b"hello", "__MACOSX/._1.png": b"no picture"}))
    assert items.shape == (LEAST, 3, 16, 16)
    np.testing.assert_allclose(items[:, 0, 8, 8], np.arange(LEAST) / 127.5 - 1, atol=1e-6)
    assert (items[:, 2] == 1).all()
    grey = from_zip(zipped(MANY), 8, colour=False)
    assert grey.shape == (LEAST, 1, 8, 8)


def test_a_wide_picture_keeps_its_shape_and_is_padded_with_its_corner():
    wide = plain("black", (32, 16))
    wide.paste("white", (8, 0, 24, 16))
    small = fitted(wide, 16, colour=False)[0]
    assert small.shape == (16, 16)
    assert (small[:4] == -1).all()  # padding
    assert (small[4:12, 4:12] == 1).all()  # the middle half of the width, all of the height
    assert (small[4:12, :4] == -1).all()


def test_what_is_see_through_becomes_white():
    assert (fitted(plain((0, 0, 0, 0), mode="RGBA"), 8, colour=True) == 1).all()


def test_shrinking_averages():
    noise = np.random.default_rng(0).integers(0, 256, (32, 32), np.uint8)
    small = fitted(Image.fromarray(noise), 8, colour=False)[0]
    means = noise.reshape(8, 4, 8, 4).mean(axis=(1, 3)) / 127.5 - 1
    np.testing.assert_allclose(small, means, atol=1 / 127)


def test_a_sheet_is_cut_into_tiles_and_its_empty_places_do_not_count():
    sheet = plain("white", (8 * 6, 8 * 5))
    for k in range(24):
        sheet.putpixel((8 * (k % 6) + 3, 8 * (k // 6) + 3), (k, 0, 0))
    items = from_sheet(png(sheet), 8, 8)
    assert items.shape == (24, 3, 8, 8)
    np.testing.assert_allclose((items[:, 0, 3, 3] + 1) * 127.5, np.arange(24), atol=1e-4)


def bomb() -> bytes:
    """A small file that says it is a picture of 30 000 × 30 000."""
    head = b"IHDR" + (30_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    chunk = (13).to_bytes(4, "big") + head + zlib.crc32(head).to_bytes(4, "big")
    return b"\x89PNG\r\n\x1a\n" + chunk + png(plain("red"))[33:]


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "no zip"),
        (b"PK\x03\x04" + b"\0" * 50, "no zip"),
        (zipped({}), "there are 0"),
        (zipped({"a.png": png(plain("red"))}), "there are 1"),
        (zipped(MANY | {"bad.png": b"not a picture"}), "“bad.png” is no picture"),
        (zipped(MANY | {"cut.png": png(plain("red"))[:40]}), "“cut.png” is no picture"),
        (zipped(MANY | {"bomb.png": bomb()}), "“bomb.png” has too many pixels"),
        (zipped(MANY | {"big.png": png(plain("red", (5000, 5000), "1"))}), "“big.png” has too many pixels"),
        (zipped({f"{k}.png": bytes(8 << 20) for k in range(20)}), "unpacks to more than"),
        (zipped({f"{k}.png": b"" for k in range(5001)}), "5000 are the most"),
    ],
)
def test_a_bad_zip_is_refused_in_a_sentence(data: bytes, complaint: str):
    with pytest.raises(ValueError, match=complaint):
        from_zip(data)


@pytest.mark.parametrize("side", [0, 7, 12, 40])
def test_sides_that_the_nets_do_not_take(side: int):
    with pytest.raises(ValueError, match="pixels wide"):
        from_images(((name, data) for name, data in MANY.items()), side)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "BMP", "WEBP"])
@given(cut=st.integers(0, 400), flips=st.lists(st.tuples(st.integers(0, 399), st.integers(0, 255)), max_size=6))
@settings(max_examples=25, deadline=None)
def test_a_damaged_picture_is_read_or_refused(form: str, cut: int, flips: list[tuple[int, int]]):
    noise = np.random.default_rng(0).integers(0, 256, (12, 9, 3), np.uint8)
    data = bytearray(png(Image.fromarray(noise), form)[: 400 - cut or 1])
    for place, value in flips:
        if place < len(data):
            data[place] = value
    try:
        items = from_images([("it", bytes(data))] * LEAST, 8)
    except ValueError:
        return
    assert items.shape == (LEAST, 3, 8, 8)
    assert np.abs(items).max() <= 1


def test_own_pictures_are_a_data_set():
    rng = np.random.default_rng(0)
    items = np.clip(rng.normal(0, 0.3, (200, 1, 8, 8)), -1, 1).astype(np.float32)
    data = own_pictures(items)
    assert (data.kind, data.shape, data.modes) == ("image", (1, 8, 8), ("real",))
    assert data.read(data.held_out).good.mean() >= 0.95
    assert not data.read(np.ones((5, 1, 8, 8), np.float32)).good.any()


def nearest(items, real):
    """The distance of each picture to the nearest real one, pixel by pixel."""
    return np.array([np.sqrt(((real - item) ** 2).sum(axis=(1, 2, 3))).min() for item in items])


@pytest.mark.parametrize("count", [60, 500])
def test_blots_pass_for_no_picture(count: int):
    """Speckles within the outline of the average picture, which lie as near to some glyph as glyphs do."""
    data, rng = own_pictures(glyphs(LETTERS, count, 1, 16, colour=False)), np.random.default_rng(0)
    blots = np.clip(data.train.mean(axis=0) + rng.normal(0, 0.15, (100, 1, 16, 16)), -1, 1).astype(np.float32)
    fresh = glyphs(LETTERS, 100, 2, 16, colour=False)
    assert nearest(blots, data.train).max() < np.quantile(nearest(data.held_out, data.train), 0.98)
    assert data.read(blots).good.mean() <= 0.02
    assert data.read(fresh).good.mean() >= 0.8


def test_blots_cover_no_pictures():
    data, rng = own_pictures(glyphs(LETTERS, 500, 1, 16, colour=False)), np.random.default_rng(0)
    blots = np.clip(data.train.mean(axis=0) + rng.normal(0, 0.15, (100, 1, 16, 16)), -1, 1).astype(np.float32)
    fresh = glyphs(LETTERS, 100, 2, 16, colour=False)
    seen = [compared(data, 0, slice(0, 100), items, 0.5, 100).coverage for items in (blots, fresh)]
    assert seen[0] < 0.2 < 0.85 < seen[1]


def test_a_picture_that_is_none_passes_for_none():
    data = own_pictures(glyphs(LETTERS, 60, 1, 16, colour=False))
    broken = data.train[:3].copy()
    broken[0, 0, 3, 3], broken[1, 0, 3, 3] = np.nan, np.inf
    assert data.read(broken).good.tolist() == [False, False, True]
