pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// Letters, digits and the two signs that tokens have; a token's case matters, so shift stays on until let go.
Item {
    id: board

    property bool canType: true
    property string eraseLabel: ""
    property bool upper: false
    readonly property var rows: ["1234567890", "qwertyuiop", "asdfghjkl_", "^zxcvbnm-<"]
    readonly property real keyWidth: (width - 9 * Theme.gap) / 10
    readonly property real keyHeight: (height - 3 * Theme.gap) / 4

    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true

    Column {
        anchors.fill: parent
        spacing: Theme.gap

        Repeater {
            model: board.rows.length

            Row {
                id: line
                required property int index
                readonly property string keys: board.rows[index]
                spacing: Theme.gap

                Repeater {
                    model: line.keys.length

                    KButton {
                        id: key
                        required property int index
                        readonly property string sign: line.keys.charAt(index)
                        readonly property string typed: board.upper ? sign.toUpperCase() : sign
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
                        onHeldChanged: if (held && isShift)
                            board.upper = !board.upper
                        Keys.onPressed: event => {
                            if (isShift && (event.key === Qt.Key_Return || event.key === Qt.Key_Enter || event.key === Qt.Key_Space)) {
                                board.upper = !board.upper;
                                event.accepted = true;
                            }
                        }
                    }
                }
            }
        }
    }
}
