import QtQuick
import Kiosk
import "../../ui/qml/theme"

// A phone with the shop's app. What it shows to the camera is what is drawn here.
Rectangle {
    id: phone

    property var shown: ({})
    readonly property bool up: shown.kind !== ""

    implicitWidth: 178
    implicitHeight: 338
    radius: 26
    color: "#1d1916"
    border.width: 2
    border.color: up ? Theme.accent : "#4a423c"

    Rectangle {
        id: glass
        anchors.fill: parent
        anchors.margins: 8
        radius: 19
        color: phone.up ? "#ffffff" : "#f4efe8"

        Text {
            id: owner
            y: 16
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: phone.up ? phone.shown.title : phone.shown.name
            color: "#2a1f17"
            font.pixelSize: 17
            font.bold: true
            elide: Text.ElideRight
        }
        Text {
            id: balance
            anchors.top: owner.bottom
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: phone.shown.stamps + " of " + phone.shown.of + " stamps · " + phone.shown.points + " p"
            color: "#6a5a4e"
            font.pixelSize: 12
        }
        QrItem {
            objectName: "phoneCode"
            anchors.top: balance.bottom
            anchors.topMargin: 4
            anchors.horizontalCenter: parent.horizontalCenter
            width: 154
            height: 154
            visible: phone.up
            text: phone.shown.text
        }
        Rectangle {
            anchors.top: balance.bottom
            anchors.topMargin: 16
            anchors.horizontalCenter: parent.horizontalCenter
            visible: !phone.up
            width: 126
            height: 126
            radius: 12
            color: "transparent"
            border.width: 2
            border.color: "#cbbcae"

            Text {
                anchors.fill: parent
                anchors.margins: 8
                text: "in the pocket"
                color: "#7b6b5f"
                font.pixelSize: 13
                horizontalAlignment: Text.AlignHCenter
                verticalAlignment: Text.AlignVCenter
                wrapMode: Text.Wrap
            }
        }
        Text {
            y: 214
            x: 6
            width: parent.width - 12
            height: 32
            text: !phone.up ? "" : phone.shown.kind === "coupon" ? "a coupon of the app" : phone.shown.kind === "text" ? "any code" : phone.shown.frozen ? "a screenshot: grows old" : phone.shown.rotates ? "new every 30 s" : "good for a day"
            color: phone.shown.frozen ? Theme.bad : "#6a5a4e"
            font.pixelSize: 12
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
        }
        Rectangle {
            objectName: "phonePin"
            visible: phone.shown.pin !== ""
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 10
            x: 8
            width: parent.width - 16
            height: 66
            radius: 12
            color: Theme.accent

            Text {
                x: 10
                y: 6
                text: "Your verification PIN"
                color: Theme.accentInk
                font.pixelSize: 12
            }
            Text {
                x: 10
                y: 20
                text: phone.shown.pin
                color: Theme.accentInk
                font.pixelSize: 30
                font.bold: true
                font.letterSpacing: 4
            }
        }
        Rectangle {
            visible: phone.shown.pin === ""
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 8
            anchors.horizontalCenter: parent.horizontalCenter
            width: 60
            height: 4
            radius: 2
            color: "#cbbcae"
        }
    }
    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        y: 13
        width: 40
        height: 7
        radius: 4
        color: "#1d1916"
    }
}
