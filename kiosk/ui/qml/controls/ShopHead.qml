import QtQuick
import "../theme"

// Whose kiosk it is: the logo, and the name beside it. A logo that leaves the name no room stands for it.
Item {
    id: head

    property string shop: ""
    property bool named: true

    Rectangle {
        id: badge
        readonly property real edge: plate ? Math.round(height * 0.1) : 0
        readonly property string plate: Face.plates[Theme.name] || ""
        readonly property real shape: mark.implicitWidth / Math.max(1, mark.implicitHeight)
        visible: mark.status === Image.Ready
        width: visible ? Math.min(head.width, Math.max(2, Math.round((height - 2 * edge) * Math.min(3, shape))) + 2 * edge) : 0
        height: head.height
        radius: Theme.radius * 0.6
        color: plate || "transparent"
        anchors.left: parent.left

        Image {
            id: mark
            objectName: "logo"
            source: Face.logo
            anchors.fill: parent
            anchors.margins: badge.edge
            sourceSize.height: Math.max(1, badge.height)
            fillMode: Image.PreserveAspectFit
        }
    }
    Text {
        anchors.left: badge.right
        anchors.leftMargin: badge.visible ? Theme.gap : 0
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        height: parent.height
        visible: head.named && (!badge.visible || width > Theme.base * 4)
        text: head.shop
        color: Theme.accent
        font.bold: true
        font.pixelSize: Math.min(Theme.base * 1.1, parent.height * 0.72)
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.fine * 0.5
        elide: Text.ElideRight
        textFormat: Text.PlainText
        horizontalAlignment: Theme.portrait && !badge.visible ? Text.AlignHCenter : Text.AlignLeft
        verticalAlignment: Text.AlignVCenter
    }
}
