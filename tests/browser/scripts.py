"""What pages in a browser are asked, in its own language."""

#: Marks whatever looks like something before it, here or on ``seen`` pages: of that, one is enough to look at
#: the colours of. Gives what has been seen by now.
AGAIN = """seen => {
    const own = e => `${e.tagName}.${e.getAttribute('class')}.${e.getAttribute('style')}`;
    const path = e => e === document.body ? '' : `${path(e.parentElement)} ${own(e)}`;
    const kinds = new Set(seen);
    for (const e of document.querySelectorAll('body *:not(:has(*))')) {
        const kind = path(e);
        if (kinds.has(kind)) e.setAttribute('data-again', ''); else if (e.checkVisibility()) kinds.add(kind);
    }
    return [...kinds];
}"""
#: Where the verdicts of tables end, from the left edge of the screen.
VERDICT_ENDS = (
    """() => [...document.querySelectorAll('td .verdict')]"""
    """.filter(e => !e.closest('details'))"""
    """.map(e => e.getBoundingClientRect().right)"""
)
#: How many tables of clauses a phone shows as blocks, and which of these are too wide.
STACKED = """() => {
    const stacks = [...document.querySelectorAll('.stack .scroll')];
    const wide = stacks.filter(e => e.scrollWidth > e.clientWidth).map(e => e.getAttribute('aria-label'));
    return [stacks.length, wide];
}"""
TOO_WIDE = """() => [...document.querySelectorAll('body *')]
    .filter(e => !e.closest('svg, .skip, .scroll > *'))
    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(e => e.outerHTML.slice(0, 80))"""
#: Numbers what the keyboard must reach, and notes where it comes to and whether that is seen.
WATCH = """() => {
    const stops = [...document.querySelectorAll('a[href], summary, [tabindex="0"]')];
    const open = stops.filter(e => e.checkVisibility());
    window.walked = [];
    addEventListener('focusin', event => {
        const box = event.target.getBoundingClientRect(), look = getComputedStyle(event.target);
        const seen = box.width > 1 && box.right > 0 && look.outlineStyle !== 'none';
        walked.push([open.indexOf(event.target), seen]);
    });
    return open.length;
}"""
#: Text of drawings against what lies under it: axe leaves SVG out.
FAINT = """() => {
    const channel = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    const light = c => { const [r, g, b] = c.match(/[0-9.]+/g).map(Number);
        return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b); };
    const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const ground = e => { for (; e; e = e.parentElement) {
        const c = getComputedStyle(e).backgroundColor; if (!/, 0\\)$/.test(c)) return c; }
        return 'rgb(255, 255, 255)'; };
    return [...document.querySelectorAll('svg text')]
        .map(e => [e.textContent, ratio(light(getComputedStyle(e).fill), light(ground(e.closest('svg'))))])
        .filter(([text, found]) => text.trim() && found < 4.5);
}"""
PRINTED = """() => ({
    heads: [...document.querySelectorAll('thead')]
        .every(e => getComputedStyle(e).display === 'table-header-group'),
    orphans: [...document.querySelectorAll('h1, h2, h3, h4, caption, .headline, .subtitle')]
        .filter(e => getComputedStyle(e).breakAfter !== 'avoid').map(e => e.textContent),
    split: [...document.querySelectorAll('tr, figure')]
        .filter(e => getComputedStyle(e).breakInside !== 'avoid').length,
})"""
