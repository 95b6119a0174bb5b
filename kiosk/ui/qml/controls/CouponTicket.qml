pragma ComponentBehavior: Bound
import QtQuick
import Kiosk
import "../theme"

// A coupon as a ticket: its QR code as large as there is room for, and beyond the perforation its name
// and how the paper is coming along.
Item {
    id: ticket

    property var coupon: ({})
    property string headline: ""
    property string note: ""
    readonly property bool beside: !Theme.portrait
    readonly property real pad: Math.min(width, height) * 0.05
    // the code carries its own quiet zone
    readonly property real qrSide: Math.floor(beside ? Math.min(height - 4 * Theme.line, width * 0.5) : Math.min(width - 4 * Theme.line, height * 0.58))
    // where the ticket tears: from its left, or from its top
    readonly property real tear: qrSide + 4 * Theme.line + notch
    readonly property real notch: pad * 0.5
    readonly property string statusIcon: ({
            printing: "printer",
            printed: "receipt",
            trouble: "trouble"
        })[coupon.status_kind || ""] || ""

    Rectangle {
        id: sheet
        anchors.fill: parent
        radius: Theme.radius
        color: Theme.card
        border.width: Theme.line
        border.color: Theme.edge
    }
    // The half of the code stays white in every theme: a scanner wants light around it.
    Rectangle {
        id: white
        anchors.left: parent.left
        anchors.leftMargin: Theme.line
        y: Theme.line
        width: (ticket.beside ? ticket.tear : parent.width) - 2 * Theme.line
        height: (ticket.beside ? parent.height : ticket.tear) - 2 * Theme.line
        radius: Theme.radius - Theme.line
        color: "#ffffff"
    }
    Item {
        id: place
        property QrItem code: null
        readonly property int modules: code?.modules ?? 0
        // on whole pixels
        x: Math.round(white.x + (white.width - width) / 2)
        y: Math.round(white.y + (white.height - height) / 2)
        width: modules > 0 ? Math.floor(ticket.qrSide / modules) * modules : ticket.qrSide
        height: width
        Accessible.role: Accessible.Graphic
        Accessible.name: ticket.coupon.name || ""
        Component.onCompleted: code = Face.attic.lendCode(place)
        Component.onDestruction: Face.attic.takeCode(code)

        Binding {
            target: place.code
            property: "text"
            value: ticket.coupon.token || ""
            restoreMode: Binding.RestoreNone
        }
    }

    // the perforation, and a bite out of the edge at both of its ends
    Grid {
        id: holes
        readonly property real step: Theme.mm(3)
        readonly property int number: Math.max(2, Math.floor(((ticket.beside ? ticket.height : ticket.width) - 3 * ticket.notch) / step))
        columns: ticket.beside ? 1 : number
        anchors.left: parent.left
        anchors.leftMargin: (ticket.beside ? ticket.tear : ticket.width / 2) - width / 2
        y: (ticket.beside ? ticket.height / 2 : ticket.tear) - height / 2

        Repeater {
            model: holes.number

            Item {
                width: ticket.beside ? Theme.line * 1.5 : holes.step
                height: ticket.beside ? holes.step : Theme.line * 1.5

                Rectangle {
                    anchors.centerIn: parent
                    width: ticket.beside ? parent.width : parent.width * 0.5
                    height: ticket.beside ? parent.height * 0.5 : parent.height
                    radius: Math.min(width, height) / 2
                    color: Theme.edge
                }
            }
        }
    }
    Repeater {
        model: 2

        Item {
            id: bite
            required property int index
            clip: true
            width: ticket.beside ? 2 * ticket.notch : ticket.notch
            height: ticket.beside ? ticket.notch : 2 * ticket.notch
            anchors.left: parent?.left
            anchors.leftMargin: ticket.beside ? ticket.tear - ticket.notch : index ? ticket.width - width : 0
            y: ticket.beside ? (index ? ticket.height - height : 0) : ticket.tear - ticket.notch

            Rectangle {
                width: 2 * ticket.notch
                height: width
                radius: ticket.notch
                color: Theme.paper
                border.width: Theme.line
                border.color: Theme.edge
                anchors.left: parent.left
                anchors.leftMargin: !ticket.beside && !bite.index ? -ticket.notch : 0
                y: ticket.beside && !bite.index ? -ticket.notch : 0
            }
        }
    }

    Item {
        id: stub
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.leftMargin: (ticket.beside ? ticket.tear : 0) + ticket.pad
        anchors.rightMargin: ticket.pad
        anchors.bottomMargin: ticket.pad
        height: (ticket.beside ? ticket.height : ticket.height - ticket.tear) - 2 * ticket.pad

        Words {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.bottom: status.top
            anchors.bottomMargin: status.visible ? Theme.gap : 0
            align: ticket.beside ? Text.AlignLeft : Text.AlignHCenter
            lift: 1.4
            lines: [
                {
                    text: ticket.headline,
                    role: "body",
                    color: Theme.accent,
                    bold: true
                },
                {
                    text: ticket.coupon.name,
                    role: "title"
                },
                {
                    text: status.visible ? "" : ticket.note,
                    role: "body",
                    color: Theme.soft
                }
            ]
        }
        Rectangle {
            id: status
            visible: !!ticket.coupon.status
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            height: visible ? Math.min(stub.height * 0.46, Theme.base * (ticket.note ? 3.8 : ticket.beside ? 2.9 : 2.2)) : 0
            radius: Theme.radius
            color: Theme.tint
            border.width: Theme.name === "contrast" ? Theme.line : 0
            border.color: Theme.edge

            KIcon {
                id: picture
                anchors.left: parent.left
                anchors.leftMargin: Theme.gap
                anchors.verticalCenter: parent.verticalCenter
                height: Math.min(parent.height * 0.7, Theme.base * 1.4)
                width: ticket.statusIcon ? height : 0
                name: ticket.statusIcon
                visible: ticket.statusIcon !== ""
                color: ticket.statusIcon === "trouble" ? Theme.bad : ticket.statusIcon === "receipt" ? Theme.good : Theme.ink
            }
            Words {
                anchors.left: picture.right
                anchors.right: parent.right
                anchors.top: parent.top
                anchors.bottom: parent.bottom
                anchors.leftMargin: Theme.gap
                anchors.rightMargin: Theme.gap
                anchors.topMargin: Theme.gap * 0.4
                anchors.bottomMargin: Theme.gap * 0.4
                lines: [
                    {
                        text: ticket.coupon.status,
                        role: "body"
                    },
                    {
                        text: ticket.note,
                        role: "fine"
                    }
                ]
            }
        }
    }
}
