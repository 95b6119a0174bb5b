import QtQuick
import "../theme"

// The shop's name where nothing else is, for a part of the screen that is out of reach.
Words {
    property real room: 0

    anchors.fill: parent
    anchors.margins: Theme.margin
    anchors.bottomMargin: parent ? parent.height - room : 0
    align: Text.AlignHCenter
    lift: 2
    lines: [
        {
            text: Face.view.shop_name || "",
            role: "title",
            color: Theme.accent
        }
    ]
}
