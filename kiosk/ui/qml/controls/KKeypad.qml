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

    readonly property real keyWidth: Math.min((width - 2 * Theme.gap) / 3, keyHeight * 2)
    readonly property real keyHeight: (height - 3 * Theme.gap) / 4

    Grid {
        LayoutMirroring.enabled: false
        LayoutMirroring.childrenInherit: true
        anchors.centerIn: parent
        columns: 3
        spacing: Theme.gap

        Repeater {
            model: 12

            KButton {
                required property int index
                readonly property int digit: index === 10 ? 0 : index + 1
                readonly property bool isErase: index === 9
                readonly property bool isConfirm: index === 11
                objectName: isErase ? "key_erase" : isConfirm ? "key_confirm" : "key_" + digit
                isKey: !isConfirm
                width: pad.keyWidth
                height: pad.keyHeight
                textSize: isConfirm ? Math.min(height * 0.4, Theme.base) : height * 0.52
                icon: isErase ? "erase" : ""
                iconOnly: isErase
                spec: isErase ? ({
                        label: pad.eraseLabel,
                        action: "erase",
                        enabled: pad.canType
                    }) : isConfirm ? ({
                        label: pad.confirmLabel,
                        action: "confirm",
                        style: "primary",
                        enabled: pad.canConfirm
                    }) : ({
                        label: Face.num(digit),
                        action: "digit",
                        value: String(digit),
                        enabled: pad.canType
                    })
            }
        }
    }
}
