import QtQuick
import "../theme"

// Something said for a few seconds beside everything else.
Rectangle {
    id: toast

    property string words: ""
    property string icon: "two_codes"
    // What was said last stays while it goes.
    property string said: ""
    readonly property real pad: Theme.gap * 0.8

    onWordsChanged: {
        if (words)
            said = words;
    }

    visible: opacity > 0
    opacity: words ? 1 : 0
    color: Theme.ink
    radius: Theme.radius
    border.width: Theme.name === "contrast" ? Theme.line : 0
    border.color: Theme.edge
    Accessible.role: Accessible.AlertMessage
    Accessible.name: said
    Accessible.ignored: !words

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.quick
        }
    }
    KIcon {
        id: sign
        name: toast.icon
        color: Theme.paper
        stroke: 8
        width: Math.min(toast.height - 2 * toast.pad, Theme.base * 1.5)
        height: width
        anchors.left: parent.left
        anchors.leftMargin: toast.pad * 1.2
        anchors.verticalCenter: parent.verticalCenter
    }
    Words {
        anchors.left: sign.right
        anchors.leftMargin: toast.pad
        anchors.right: parent.right
        anchors.rightMargin: toast.pad
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        anchors.topMargin: Theme.line
        anchors.bottomMargin: Theme.line
        lines: [
            {
                text: toast.said,
                role: "body",
                color: Theme.paper,
                bold: true
            }
        ]
    }
}
