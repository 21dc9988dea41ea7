"""Reads a drawing back: well-formed, and nothing outside its viewBox."""

import re
from xml.etree import ElementTree

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
ACROSS, DOWN = ("x", "x1", "x2", "cx"), ("y", "y1", "y2", "cy")
SLACK = 1.0


def check(svg):
    """Assert that the drawing is well-formed and holds all its coordinates; return its root."""
    root = ElementTree.fromstring(svg)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    assert "nan" not in svg
    assert "inf" not in svg.replace("inflow", "")
    for element in root.iter():
        if element.tag not in ("pattern", "svg") and not _in_pattern(root, element):
            _inside(element, width, height)
    return root


def _in_pattern(root, element):
    return any(element in list(p) for p in root.iter("pattern"))


def _inside(element, width, height):
    for name in ACROSS:
        if name in element.attrib:
            assert -SLACK <= float(element.attrib[name]) <= width + SLACK, ElementTree.tostring(element)
    for name in DOWN:
        if name in element.attrib:
            assert -SLACK <= float(element.attrib[name]) <= height + SLACK, ElementTree.tostring(element)
    if "points" in element.attrib:
        for pair in element.attrib["points"].split():
            x, y = map(float, pair.split(","))
            assert -0.1 <= x <= width + 0.1
            assert -0.1 <= y <= height + 0.1
    if element.attrib.get("class", "").startswith("c-dots"):
        assert all(-1 <= float(v) <= max(width, height) for v in NUMBER.findall(element.attrib["d"]))


def texts(root):
    """The words on the drawing, in order."""
    return ["".join(t.itertext()) for t in root.iter("text")]


def classes(root):
    """Every class of every element."""
    return [e.attrib["class"] for e in root.iter() if "class" in e.attrib]
