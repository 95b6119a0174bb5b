import QtQuick
import "../theme"
import "../controls"

// One thing, looked at closely; beside its words the picture of its paper, where it has one.
Page {
    id: screen

    readonly property var sheet: body.paper || null
    readonly property bool papered: !!sheet && sheet.high > 0
    readonly property real shape: papered ? sheet.wide / sheet.high : 1
    // as large as there is room for, and the whole of it
    readonly property real most: Theme.portrait ? roomHeight * 0.5 : roomHeight
    readonly property real paperWide: papered ? Math.min(Theme.portrait ? width * 0.8 : width * 0.4, most * shape) : 0
    readonly property real paperHigh: papered ? paperWide / shape : 0
    readonly property string icon: ({
            printing: "printer",
            printed: "receipt",
            trouble: "trouble",
            success: "check",
            waiting: "busy"
        })[body.note_kind || ""] || ""

    ReceiptPaper {
        objectName: "paper"
        visible: screen.papered
        source: screen.papered ? "image://paper/" + screen.sheet.name : ""
        wide: screen.papered ? screen.sheet.wide : 1
        high: screen.papered ? screen.sheet.high : 1
        width: Math.round(screen.paperWide)
        height: Math.round(screen.paperHigh)
        // no anchors that change: «reach» turns a tall screen into a wide one
        x: Theme.portrait ? (parent.width - width) / 2 : Face.rtl ? 0 : parent.width - width
        y: Theme.portrait ? screen.roomHeight - height : Math.round((screen.roomHeight - height) / 2)
        Accessible.name: screen.body.detail || screen.body.note || ""
    }
    Item {
        anchors.left: parent.left
        width: Theme.portrait || !screen.papered ? parent.width : parent.width - screen.paperWide - Theme.margin
        height: screen.roomHeight - (Theme.portrait && screen.papered ? screen.paperHigh + Theme.margin : 0)

        Words {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            height: parent.height - (told.visible ? told.height + Theme.gap : 0)
            lift: 1.2
            lines: [
                {
                    text: screen.body.headline,
                    role: "title"
                }
            ].concat((screen.body.facts || []).map((fact, place) => ({
                        text: fact,
                        role: "body",
                        bold: place === 0
                    }))).concat([
                {
                    text: screen.body.detail,
                    role: "body",
                    color: Theme.soft
                }
            ])
        }
        Rectangle {
            id: told
            visible: !!screen.body.note
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            height: visible ? Math.min(parent.height * 0.3, Theme.base * 2.6) : 0
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
                width: screen.icon ? height : 0
                name: screen.icon
                visible: screen.icon !== ""
                color: screen.icon === "trouble" ? Theme.bad : screen.icon === "check" || screen.icon === "receipt" ? Theme.good : Theme.ink
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
                        text: screen.body.note,
                        role: "body"
                    }
                ]
            }
        }
    }
}
