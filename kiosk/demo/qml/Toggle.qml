import QtQuick
import QtQuick.Controls.Basic
import "../../ui/qml/theme"

// A switch with its words. It shows what is so (on), and only asks to be turned: asked(wish).
Button {
    id: toggle

    property bool on: false
    signal asked(bool wish)

    implicitHeight: 32
    padding: 0
    hoverEnabled: true
    onClicked: asked(!on)
    Accessible.role: Accessible.CheckBox
    Accessible.checked: on
    HoverHandler {
        cursorShape: Qt.PointingHandCursor
    }

    background: Rectangle {
        radius: 8
        color: toggle.hovered ? Theme.paper : "transparent"
        border.width: toggle.visualFocus ? 3 : 0
        border.color: Theme.ink
    }
    contentItem: Item {
        Rectangle {
            id: track
            anchors.verticalCenter: parent.verticalCenter
            x: 2
            width: 34
            height: 20
            radius: 10
            color: toggle.on ? Theme.bad : Qt.alpha(Theme.edge, 0.45)

            Rectangle {
                y: 2
                x: toggle.on ? 16 : 2
                width: 16
                height: 16
                radius: 8
                color: "white"
                Behavior on x {
                    NumberAnimation {
                        duration: 120
                    }
                }
            }
        }
        Text {
            anchors.left: track.right
            anchors.leftMargin: 8
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: toggle.text
            color: Theme.ink
            font.pixelSize: 13
            font.bold: toggle.on
            elide: Text.ElideRight
        }
    }
}
