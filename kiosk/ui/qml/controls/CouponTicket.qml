import QtQuick
import Kiosk
import "../theme"

// A coupon as a ticket: its name large, its QR code, and how the paper is coming along.
Item {
    id: ticket

    property var coupon: ({})
    readonly property bool beside: width > height * 1.1
    readonly property real pad: Math.min(width, height) * 0.06
    readonly property real qrSide: beside ? Math.min(height - 2 * pad, width * 0.46) : Math.min(width - 2 * pad, height * 0.5)
    readonly property string statusIcon: ({
            printing: "printer",
            printed: "receipt",
            trouble: "trouble"
        })[coupon.status_kind || ""] || ""

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: Theme.card
        border.width: Theme.line
        border.color: Theme.edge
    }
    Rectangle {
        width: parent.width - 2 * Theme.line
        height: Theme.radius * 1.4
        x: Theme.line
        y: Theme.line
        topLeftRadius: Theme.radius - Theme.line
        topRightRadius: Theme.radius - Theme.line
        color: Theme.accent
    }
    QrItem {
        id: qr
        objectName: "coupon_qr"
        text: ticket.coupon.token || ""
        width: ticket.qrSide
        height: ticket.qrSide
        y: ticket.beside ? (ticket.height - height + Theme.radius) / 2 : ticket.pad + Theme.radius
        anchors.horizontalCenter: ticket.beside ? undefined : parent.horizontalCenter
        anchors.left: ticket.beside ? parent.left : undefined
        anchors.leftMargin: ticket.pad
        Accessible.role: Accessible.Graphic
        Accessible.name: ticket.coupon.name || ""
    }
    Words {
        id: title
        anchors.left: ticket.beside ? qr.right : parent.left
        anchors.right: parent.right
        anchors.top: ticket.beside ? parent.top : qr.bottom
        anchors.bottom: status.top
        anchors.topMargin: ticket.beside ? ticket.pad + Theme.radius : ticket.pad * 0.4
        anchors.leftMargin: ticket.pad
        anchors.rightMargin: ticket.pad
        anchors.bottomMargin: ticket.pad * 0.5
        align: ticket.beside ? Text.AlignLeft : Text.AlignHCenter
        lines: [
            {
                text: ticket.coupon.name,
                role: "headline"
            }
        ]
    }
    Item {
        id: status
        visible: !!ticket.coupon.status
        anchors.left: title.left
        anchors.right: title.right
        anchors.bottom: parent.bottom
        anchors.bottomMargin: visible ? ticket.pad * 0.7 : 0
        height: visible ? (ticket.beside ? ticket.height * 0.28 : Math.min(ticket.height * 0.2, Theme.base * 3)) : 0

        KIcon {
            id: picture
            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            height: Math.min(parent.height * 0.7, Theme.base * 1.5)
            width: ticket.statusIcon ? height : 0
            name: ticket.statusIcon
            visible: ticket.statusIcon !== ""
            color: ticket.statusIcon === "trouble" ? Theme.bad : ticket.statusIcon === "receipt" ? Theme.good : Theme.ink
        }
        Words {
            anchors.left: picture.right
            anchors.leftMargin: picture.visible ? Theme.gap : 0
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.bottom: parent.bottom
            lines: [
                {
                    text: ticket.coupon.status,
                    role: "body"
                }
            ]
        }
    }
}
