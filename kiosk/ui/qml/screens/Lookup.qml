import QtQuick
import "../theme"
import "../controls"

Page {
    id: screen

    AimFrame {
        id: frame
        frozen: true
        corners: false
        anchors.horizontalCenter: parent.horizontalCenter
        y: 0
        height: (screen.body.slow ? 0.54 : 0.92) * screen.roomHeight
        width: Math.min(parent.width, height * 1.45)
        Behavior on height {
            NumberAnimation {
                duration: Theme.slow
                easing.type: Easing.OutCubic
            }
        }

        // read: a tick lands on the picture at once
        ReadMark {
            anchors.centerIn: parent
            width: Math.min(parent.height, parent.width) * 0.3
            NumberAnimation on scale {
                from: 1.6
                to: 1
                duration: Theme.quick
                easing.type: Easing.OutBack
            }
        }
    }
    Words {
        visible: screen.body.slow === true
        anchors.top: frame.bottom
        anchors.topMargin: Theme.gap
        anchors.left: parent.left
        anchors.right: parent.right
        height: screen.roomHeight * 0.46 - Theme.gap
        align: Text.AlignHCenter
        lines: [
            {
                text: screen.body.headline,
                role: "headline"
            },
            {
                text: screen.body.detail,
                role: "body"
            }
        ]
    }
}
