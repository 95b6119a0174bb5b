import QtQuick
import "../theme"

// What would help the camera, said on its own picture: white on black whatever is behind it, a drawing
// beside the words. It lies over the lower edge and moves nothing.
Rectangle {
    id: strip

    property var hint: null
    // What is said last stays while the strip goes.
    property string said: ""
    property string drawn: ""
    readonly property real pad: Math.min(Theme.gap, height * 0.18)

    onHintChanged: {
        if (hint) {
            said = hint.text;
            drawn = hint.picture;
        }
    }

    visible: opacity > 0
    opacity: hint ? 1 : 0
    color: "#000000"
    radius: Theme.radius
    border.width: Theme.line * 1.5
    border.color: "#ffffff"
    Accessible.role: Accessible.AlertMessage
    Accessible.name: said
    Accessible.ignored: !hint

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.quick
        }
    }
    KIcon {
        id: sign
        name: strip.drawn
        color: "#ffffff"
        stroke: 9
        width: Math.min(strip.height - 1.4 * strip.pad, Theme.base * 1.6, strip.width * 0.15)
        height: width
        anchors.left: parent.left
        anchors.leftMargin: strip.pad * 1.4
        anchors.verticalCenter: parent.verticalCenter
    }
    Words {
        anchors.left: sign.right
        anchors.leftMargin: strip.pad * 1.2
        anchors.right: parent.right
        anchors.rightMargin: strip.pad
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        anchors.topMargin: Theme.line
        anchors.bottomMargin: Theme.line
        lines: [
            {
                text: strip.said,
                role: "body",
                color: "#ffffff",
                bold: true
            }
        ]
    }
}
