import QtQuick
import QtQuick.Controls.Basic
import "../../ui/qml/theme"

// A small button. on: it is what is chosen just now.
Button {
    id: chip

    property bool on: false
    property bool quiet: false

    implicitHeight: 34
    implicitWidth: Math.max(44, words.implicitWidth + 24)
    padding: 0
    hoverEnabled: true
    HoverHandler {
        cursorShape: Qt.PointingHandCursor
    }

    background: Rectangle {
        radius: 10
        color: !chip.enabled ? Theme.paper : chip.on ? Theme.accent : chip.down ? Theme.tint : chip.hovered ? Theme.paper : Theme.surface
        border.width: chip.visualFocus ? 3 : chip.quiet && !chip.hovered ? 0 : 1
        border.color: chip.visualFocus ? Theme.ink : chip.on ? Theme.accent : Qt.alpha(Theme.edge, chip.enabled ? 0.7 : 0.3)
    }
    contentItem: Text {
        id: words
        text: chip.text
        color: !chip.enabled ? Qt.alpha(Theme.soft, 0.55) : chip.on ? Theme.accentInk : Theme.ink
        font.pixelSize: 13
        font.bold: chip.on
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        elide: Text.ElideRight
    }
}
