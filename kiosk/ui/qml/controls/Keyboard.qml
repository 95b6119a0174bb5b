pragma ComponentBehavior: Bound

import QtQuick
import "../theme"

// Letters, digits and the two signs that tokens have; a token's case matters, so shift stays on until
// it is let go. Ten keys a row where ten fingertips fit beside each other, fewer on a narrow screen.
Item {
    id: board

    property bool canType: true
    property string eraseLabel: ""
    property bool upper: false
    // what the one key for signs writes, alone and with shift
    property string signs: "_"
    readonly property string keys: "1234567890qwertyuiopasdfghjkl" + signs.charAt(0) + "^zxcvbnm-<"
    readonly property real gapX: Math.ceil(2.5 * Theme.pxX)
    readonly property int columns: Math.max(4, Math.min(10, Math.floor((width + gapX) / (Math.ceil(12.7 * Theme.pxX) + gapX))))
    readonly property int rows: Math.ceil(keys.length / columns)
    readonly property real leastHeight: rows * Theme.targetHeight + (rows - 1) * Theme.gap
    readonly property real keyWidth: (width - (columns - 1) * gapX) / columns
    readonly property real keyHeight: (height - (rows - 1) * Theme.gap) / rows

    Grid {
        LayoutMirroring.enabled: false
        LayoutMirroring.childrenInherit: true
        columns: board.columns
        columnSpacing: board.gapX
        rowSpacing: Theme.gap

        Repeater {
            model: board.keys.length

            KButton {
                required property int index
                readonly property string sign: board.keys.charAt(index)
                readonly property string typed: !board.upper ? sign : sign === board.signs.charAt(0) ? board.signs.slice(-1) : sign.toUpperCase()
                readonly property bool isShift: sign === "^"
                readonly property bool isErase: sign === "<"
                objectName: isShift ? "key_shift" : isErase ? "key_erase" : "key_" + sign
                isKey: true
                width: board.keyWidth
                height: board.keyHeight
                textSize: Math.min(height, width) * 0.52
                icon: isErase ? "erase" : isShift ? "shift" : ""
                iconOnly: isErase || isShift
                chosen: isShift && board.upper
                spec: isShift ? ({
                        label: "⇧",
                        action: "",
                        enabled: board.canType
                    }) : isErase ? ({
                        label: board.eraseLabel,
                        action: "erase",
                        enabled: board.canType
                    }) : ({
                        label: typed,
                        action: "character",
                        value: typed,
                        enabled: board.canType
                    })
                onUsed: if (isShift)
                    board.upper = !board.upper
            }
        }
    }
}
