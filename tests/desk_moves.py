"""How a hand works at the desk in a browser: wait until the week stands, take an item, carry it, let it go."""

from playwright.sync_api import FloatRect, Locator, Page, Position, expect

BLOCK = Position(x=4, y=10)
"""Inside the solid block of an item; the code beside it may lie under the next item."""
PATIENCE = 60_000


def settled(page: Page) -> None:
    """Wait until the week and the head of its draft are drawn: nothing on the page moves by itself after that."""
    page.wait_for_selector(".desk[data-settled]", timeout=PATIENCE)


def cell_of(page: Page, item: str, row: str) -> Locator:
    """Return the cell of an item on a row."""
    return page.locator(f'.vt-row[data-row="{row}"] .vt-item[data-id="{item}"]')


def shown(page: Page, item: str, row: str) -> Locator:
    """Bring an item into sight on a settled desk and return its cell."""
    settled(page)
    page.evaluate("([id, row]) => document.querySelector('vp-tijdlijn').reveal(id, { row })", [item, row])
    cell = cell_of(page, item, row)
    expect(cell).to_be_in_viewport()
    return cell


def box_of(there: Locator) -> FloatRect:
    """Return where something is, once it is there."""
    expect(there).to_be_visible()
    box = there.bounding_box()
    assert box is not None
    return box


def grabbed(cell: Locator) -> tuple[float, float]:
    """Press the mouse on a cell that lies still, lift it, see it lifted, and return where the mouse took it."""
    page = cell.page
    settled(page)
    cell.hover(position=BLOCK)
    box = box_of(cell)
    x, y = box["x"] + BLOCK["x"], box["y"] + BLOCK["y"]
    page.mouse.down()
    page.mouse.move(x + 8, y, steps=2)
    expect(page.locator(".vt-ghost")).to_be_visible()
    return x, y


def pulled(page: Page, line: Locator) -> None:
    """Take what waits in the tray by its name and pull it until it comes along."""
    settled(page)
    name = line.locator("strong")
    name.hover(position=Position(x=5, y=5))
    box = box_of(name)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 5, steps=4)
    expect(page.locator(".vt-ghost")).to_have_count(1)


def dragged(cell: Locator, start: int, to: int) -> None:
    """Carry an item by the mouse from where it begins to another moment of its row, see that it may, and let it go."""
    page = cell.page
    x, y = grabbed(cell)
    script = "([a, b]) => { const { scale } = document.querySelector('vp-tijdlijn'); return scale.x(b) - scale.x(a); }"
    page.mouse.move(x + float(page.evaluate(script, [start, to])), y, steps=10)
    expect(page.locator(".vt-ghost.can")).to_be_visible()
    page.mouse.up()


def start_of(page: Page, item: str) -> int:
    """Return when an item begins, as the page has it."""
    return int(page.evaluate("id => document.querySelector('vp-tijdlijn').state.items.get(id).start", item))
