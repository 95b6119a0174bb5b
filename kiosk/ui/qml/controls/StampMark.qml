import QtQuick
import "../theme"

// One stamp as it is pressed on the card: a seal with the shop's initial, never quite straight.
Item {
    id: mark

    property string initial: ""
    property int seed: 0

    rotation: [-9, 5, -4, 11, -7, 3, 8, -11, 6, -3][seed % 10]

    Seal {
        anchors.fill: parent
        rim: Theme.card
    }
    Text {
        anchors.centerIn: parent
        text: mark.initial
        color: Theme.accentInk
        font.bold: true
        font.pixelSize: Math.max(6, mark.width * 0.38)
        textFormat: Text.PlainText
        Accessible.ignored: true
    }
}
