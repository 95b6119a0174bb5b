pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// The on-screen keyboard; theme/Layouts says which keys a kind of text has. The rows are those of the layout
// where so many fingertips fit beside each other; on a narrow screen the keys flow into more and shorter rows.
// A digit row comes on top where the height has room for it. Keys that are the same on every page come last:
// shift, the way to the next page, the space bar or the endings, erase.
Item {
    id: board

    property string kind: "token"
    property string language: Face.view.language || "en"
    property bool canType: true
    property string eraseLabel: ""
    property string spaceLabel: ""
    property string typed: ""
    // what completes the text in one touch, as buttons of the view's
    property var endings: []

    // A token's case matters, so its shift stays until it is let go; a name has its capitals by itself.
    property bool shifted: false
    property int page: 0
    readonly property bool capital: kind === "name" && (typed === "" || typed.endsWith(" "))
    readonly property bool upper: pageNow.cased && shifted !== capital
    onTypedChanged: if (kind === "name")
        shifted = false
    onKindChanged: page = 0
    onLanguageChanged: page = 0

    readonly property var pages: Layouts.pages(kind, language)
    readonly property var pageNow: pages[Math.min(page, pages.length - 1)]
    readonly property var pageNext: pages[(page + 1) % pages.length]

    readonly property real gapX: Math.ceil(2.5 * Theme.pxX)
    // before the window has a size, nothing is a number
    readonly property real pitch: Math.max(1, Math.ceil(12.7 * Theme.pxX) + gapX)
    readonly property int fitting: Math.max(4, Math.floor((width + gapX) / pitch))
    readonly property var plans: pages.map(one => plan(one.rows, one.cased))
    readonly property var now: plans[Math.min(page, plans.length - 1)]
    readonly property int leastRows: Math.max(...plans.map(one => one.rows))
    readonly property real leastHeight: leastRows * Theme.targetHeight + (leastRows - 1) * Theme.gap
    // digits over the letters, without another page for them
    readonly property int headRows: kind === "email" && fitting >= 10 && height >= leastHeight + Theme.targetHeight + Theme.gap ? 1 : 0
    readonly property bool numbered: headRows > 0 && page === 0
    readonly property int rows: leastRows + headRows
    readonly property real keyHeight: (height - (rows - 1) * Theme.gap) / rows

    // Where each key is, in key widths: letters by rows, and the others at the lower edge.
    function plan(given: var, cased: bool): var {
        const longest = Math.max(...given.map(row => row.length));
        const columns = longest <= fitting ? longest : fitting;
        const lines = [];
        if (longest <= fitting) {
            for (const row of given)
                lines.push([...row]);
        } else {
            const all = [...given.join("")];
            for (let at = 0; at < all.length; at += columns)
                lines.push(all.slice(at, at + columns));
        }
        const small = (cased ? 1 : 0) + (pages.length > 1 ? 1 : 0);
        const wide = kind === "name" ? 1 : endings.length;
        const last = lines[lines.length - 1].length;
        const left = columns - last;
        const keys = [];
        if (cased)
            keys.push("shift");
        if (pages.length > 1)
            keys.push("switch");
        const wides = kind === "name" ? ["space"] : endings.map((_, index) => "ending" + index);
        const fixed = [];
        let below = 0;
        if (small + 1 + 2 * wide <= left) {
            // all of them behind the last letters
            spread(fixed, keys, wides, last, columns, 0);
        } else if (small + 1 <= left) {
            // the wide ones in a row of their own
            spread(fixed, keys, [], columns - small - 1, columns, 0);
            wides.forEach((name, index) => fixed.push({
                    name: name,
                    down: 1,
                    x: index * columns / wide,
                    span: columns / wide
                }));
            below = 1;
        } else {
            spread(fixed, keys, wides, 0, columns, 1);
            below = 1;
        }
        const letters = [];
        const beside = below === 0 || fixed.some(key => key.down === 0);
        lines.forEach((line, row) => {
            // a short row stands in the middle, but not where other keys stand in it
            const shift = beside && row === lines.length - 1 ? 0 : (columns - line.length) / 2;
            line.forEach((sign, index) => letters.push({
                    sign: sign,
                    row: row,
                    x: longest <= fitting ? index + shift : index
                }));
        });
        return {
            columns: columns,
            letterRows: lines.length,
            rows: lines.length + below,
            letters: letters,
            fixed: fixed
        };
    }
    function spread(fixed: var, keys: var, wides: var, from: real, columns: int, down: int) {
        let x = from;
        const room = columns - from - keys.length - 1;
        for (const name of keys)
            fixed.push({
                name: name,
                down: down,
                x: x++,
                span: 1
            });
        for (const name of wides) {
            fixed.push({
                name: name,
                down: down,
                x: x,
                span: room / wides.length
            });
            x += room / wides.length;
        }
        fixed.push({
            name: "erase",
            down: down,
            x: columns - 1,
            span: 1
        });
    }
    readonly property var signs: (numbered ? [...Layouts.digits].map((sign, index) => ({
                sign: sign,
                row: -1,
                x: index
            })) : []).concat(now.letters)
    readonly property real keyWidth: (width - (now.columns - 1) * gapX) / now.columns
    function across(x: real): real {
        return x * (keyWidth + gapX);
    }
    function breadth(span: real): real {
        return span * keyWidth + (span - 1) * gapX;
    }
    function down(row: int): real {
        return row * (keyHeight + Theme.gap);
    }

    // -- the tactile keypad ------------------------------------------------------------------------
    // Up and down go by rows, left and right as the keys lie; beyond the edge the focus leaves the keyboard.
    Keys.onPressed: event => {
        const key = board.Window.activeFocusItem;
        const steps = ({
                [Qt.Key_Up]: [0, -1],
                [Qt.Key_Down]: [0, 1],
                [Qt.Key_Left]: [-1, 0],
                [Qt.Key_Right]: [1, 0]
            })[event.key];
        if (!steps || !key)
            return;
        event.accepted = true;
        Face.keys = true;
        const next = neighbour(key, steps[0], steps[1]);
        if (next)
            next.forceActiveFocus(Qt.TabFocusReason);
        else if (steps[1] !== 0)
            leave(steps[1] > 0);
    }
    function keyItems(): var {
        const found = [];
        for (const one of [letters, fixed])
            for (let i = 0; i < one.count; ++i)
                found.push(one.itemAt(i));
        return found;
    }
    function neighbour(from: var, dx: int, dy: int): var {
        const middle = from.x + from.width / 2;
        let best = null;
        let least = Infinity;
        for (const one of keyItems()) {
            if (!one || one === from || !one.enabled)
                continue;
            const aside = one.x + one.width / 2 - middle;
            const rowsAway = Math.round((one.y - from.y) / (keyHeight + Theme.gap));
            if (dx !== 0 ? rowsAway !== 0 || aside * dx <= 0 : rowsAway * dy <= 0)
                continue;
            const far = Math.abs(aside) + Math.abs(rowsAway) * 100 * width;
            if (far < least) {
                least = far;
                best = one;
            }
        }
        return best;
    }
    function leave(forward: bool) {
        const all = keyItems().filter(one => one && one.enabled);
        let next = (forward ? all[all.length - 1] : all[0]).nextItemInFocusChain(forward);
        for (let i = 0; i < 8 && next && !next.activeFocusOnTab; ++i)
            next = next.nextItemInFocusChain(forward);
        if (next)
            next.forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason);
    }

    // -- the keys ----------------------------------------------------------------------------------
    Item {
        id: keys
        anchors.fill: parent
        LayoutMirroring.enabled: false
        LayoutMirroring.childrenInherit: true

        Repeater {
            id: letters
            model: board.signs.length

            KButton {
                required property int index
                readonly property var place: board.signs[index] || ({})
                readonly property string sign: place.sign || ""
                readonly property string shown: board.upper ? Layouts.upper(sign, board.language, board.kind) : sign
                objectName: "key_" + sign
                isKey: true
                x: board.across(place.x || 0)
                y: board.down((place.row || 0) + board.headRows)
                width: board.keyWidth
                height: board.keyHeight
                textSize: Math.min(height, width) * 0.52
                spec: ({
                        label: shown,
                        action: "character",
                        value: shown,
                        enabled: board.canType
                    })
            }
        }
        Repeater {
            id: fixed
            model: board.now.fixed.length

            KButton {
                required property int index
                readonly property var place: board.now.fixed[index] || ({})
                readonly property string name: place.name || ""
                readonly property var ending: name.startsWith("ending") ? board.endings[Number(name.slice(6))] || ({}) : null
                objectName: "key_" + (ending ? ending.value || "" : name)
                isKey: true
                x: board.across(place.x || 0)
                y: board.down(board.rows - 1 - (board.now.rows - board.now.letterRows) + (place.down || 0))
                width: board.breadth(place.span || 1)
                height: board.keyHeight
                textSize: ending ? Math.min(height * 0.4, Theme.base * 0.8) : name === "switch" ? Math.min(height, width) * 0.36 : name === "space" ? Math.min(height * 0.36, Theme.base * 0.8) : Math.min(height, width) * 0.52
                icon: name === "erase" || name === "shift" ? name : ""
                iconOnly: icon !== ""
                chosen: name === "shift" && board.upper
                role: name === "shift" ? "switch" : ""
                Accessible.name: !Face.view.aids ? label : name === "shift" ? Face.view.aids.shift_label : name === "switch" ? Face.view.aids.more_label + ": " + label : label
                spec: ending ? ({
                        // a hyphen is no place to part it
                        label: (ending.label || "").replace(/-/g, "\u2011"),
                        action: ending.action || "",
                        value: ending.value || "",
                        enabled: board.canType && ending.enabled === true
                    }) : name === "erase" ? ({
                        label: board.eraseLabel,
                        action: "erase",
                        enabled: board.canType
                    }) : name === "space" ? ({
                        label: board.spaceLabel,
                        action: "character",
                        value: " ",
                        enabled: board.canType
                    }) : ({
                        label: name === "shift" ? "⇧" : board.pageNext.label,
                        action: "",
                        enabled: board.canType
                    })
                onUsed: if (name === "shift")
                    board.shifted = !board.shifted
                else if (name === "switch")
                    board.page = (board.page + 1) % board.pages.length
            }
        }
    }
}
