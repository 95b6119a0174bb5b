pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// Digits 1 to 9, erase, 0, confirm: in the same places in every language.
Item {
    id: pad

    property bool canType: true
    property bool canConfirm: false
    property string eraseLabel: ""
    property string confirmLabel: ""
    // with a name for it, there is a key for the decimal point, in the last row beside the naught
    property string pointLabel: ""
    readonly property bool pointed: pointLabel !== ""

    readonly property real keyWidth: Math.min((width - 2 * Theme.gap) / 3, keyHeight * 2)
    readonly property real keyHeight: (height - 3 * Theme.gap) / 4
    readonly property real lastWidth: pointed ? (3 * keyWidth - Theme.gap) / 4 : keyWidth
    readonly property var lastKeys: pointed ? ["erase", "0", "point", "confirm"] : ["erase", "0", "confirm"]

    Column {
        LayoutMirroring.enabled: false
        LayoutMirroring.childrenInherit: true
        anchors.centerIn: parent
        spacing: Theme.gap

        Grid {
            columns: 3
            spacing: Theme.gap

            Repeater {
                model: 9

                KButton {
                    required property int index
                    readonly property int digit: index + 1
                    objectName: "key_" + digit
                    isKey: true
                    width: pad.keyWidth
                    height: pad.keyHeight
                    textSize: height * 0.52
                    spec: ({
                            label: Face.num(digit),
                            action: "digit",
                            value: String(digit),
                            enabled: pad.canType
                        })
                }
            }
        }
        Row {
            spacing: Theme.gap

            Repeater {
                model: pad.lastKeys.length

                KButton {
                    required property int index
                    readonly property string key: pad.lastKeys[index] || ""
                    readonly property bool isErase: key === "erase"
                    readonly property bool isPoint: key === "point"
                    readonly property bool isConfirm: key === "confirm"
                    objectName: "key_" + key
                    isKey: !isConfirm
                    width: pad.lastWidth
                    height: pad.keyHeight
                    textSize: isConfirm ? Math.min(height * 0.4, Theme.base) : height * 0.52
                    icon: isErase ? "erase" : ""
                    iconOnly: isErase
                    Accessible.name: isPoint ? pad.pointLabel : label
                    spec: isErase ? ({
                            label: pad.eraseLabel,
                            action: "erase",
                            enabled: pad.canType
                        }) : isConfirm ? ({
                            label: pad.confirmLabel,
                            action: "confirm",
                            style: "primary",
                            enabled: pad.canConfirm
                        }) : isPoint ? ({
                            label: Face.written("."),
                            action: "character",
                            value: ".",
                            enabled: pad.canType
                        }) : ({
                            label: Face.num(0),
                            action: "digit",
                            value: "0",
                            enabled: pad.canType
                        })
                }
            }
        }
    }
}
