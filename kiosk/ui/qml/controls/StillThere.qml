import QtQuick
import "../theme"

// "Are you still there?": any touch says yes; the big button is there for those who look for one.
Item {
    id: still

    property string question: ""
    property var moreTime: null
    property var countdown: null

    Rectangle {
        anchors.fill: parent
        color: "#000000"
        opacity: 0.72
    }
    Rectangle {
        id: sheet
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.margin, Theme.portrait ? parent.width * 0.9 : parent.width * 0.72)
        height: Math.min(parent.height - 2 * Theme.margin, Theme.portrait ? parent.height * 0.5 : parent.height * 0.72)
        radius: Theme.radius * 1.5
        color: Theme.surface
        border.width: Theme.line
        border.color: Theme.edge

        CountdownRing {
            id: ring
            countdown: still.countdown
            seconds: true
            anchors.top: parent.top
            anchors.topMargin: Theme.margin
            anchors.horizontalCenter: parent.horizontalCenter
            height: sheet.height * 0.32
            width: height
        }
        Words {
            anchors.top: ring.bottom
            anchors.bottom: button.top
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.margins: Theme.margin * 0.8
            align: Text.AlignHCenter
            lines: [
                {
                    text: still.question,
                    role: "headline"
                }
            ]
        }
        KButton {
            id: button
            visible: !!still.moreTime
            spec: still.moreTime || ({})
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.margin
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(sheet.width - 2 * Theme.margin, Theme.small * 0.9)
            height: Math.min(sheet.height * 0.26, Math.max(Theme.targetHeight, Theme.base * 1.75))
        }
    }
}
