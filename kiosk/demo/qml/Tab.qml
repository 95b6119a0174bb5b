import QtQuick
import QtQuick.Controls.Basic
import "../../ui/qml/theme"

// One of the dock's pages. alarm: something on it is not as it should be.
Button {
    id: tab

    property bool on: false
    property bool alarm: false

    implicitHeight: 36
    padding: 0
    hoverEnabled: true
    HoverHandler {
        cursorShape: Qt.PointingHandCursor
    }
    background: Rectangle {
        radius: 10
        color: tab.on ? Theme.surface : tab.hovered ? Qt.alpha(Theme.surface, 0.5) : "transparent"
        border.width: tab.visualFocus ? 3 : 0
        border.color: Theme.ink
        Rectangle {
            visible: tab.alarm
            anchors.right: parent.right
            anchors.rightMargin: 7
            y: 6
            width: 8
            height: 8
            radius: 4
            color: Theme.bad
        }
    }
    contentItem: Text {
        text: tab.text
        color: tab.on ? Theme.ink : Theme.soft
        font.pixelSize: 13
        font.bold: tab.on
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
    }
}
