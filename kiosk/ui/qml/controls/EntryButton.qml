pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// One entry of a list, all of it a button: what it is, and in smaller words what there is to know.
KButton {
    id: row

    property var entry: ({})
    readonly property var press: entry.button || ({})
    readonly property string title: entry.title || ""
    readonly property var details: entry.details || []
    // two short ones share a line
    readonly property int lines: details.join("").length > 36 ? details.length : 1
    readonly property string more: details.join(lines > 1 ? "\n" : " · ")
    readonly property string drawing: ({
            printing: "printer",
            printed: "receipt",
            trouble: "trouble",
            handed_out: "spend",
            redeemed: "check",
            waiting: "busy",
            unsure: "unsure",
            person: "member"
        })[entry.picture || ""] || ""
    readonly property real side: Math.min(height * 0.7, Theme.base * 1.5)
    readonly property real edge: Math.min(height * 0.2, Theme.margin)

    spec: ({
            label: "",
            action: press.action || "",
            value: press.value || "",
            style: press.style || "plain",
            enabled: press.enabled !== false && !!press.action
        })
    Accessible.name: [title].concat(details).join(", ")

    KIcon {
        id: picture
        visible: row.drawing !== ""
        anchors.left: parent.left
        anchors.leftMargin: row.edge
        anchors.verticalCenter: parent.verticalCenter
        width: visible ? row.side : 0
        height: row.side
        name: row.drawing
        color: row.drawing === "trouble" ? Theme.bad : Theme.accent
        stroke: 7
    }
    // Each shrinks by itself: a long name must not make the rest of it small.
    FitText {
        id: name
        anchors.left: picture.right
        anchors.right: parent.right
        anchors.leftMargin: row.edge
        anchors.rightMargin: row.edge
        y: row.more ? parent.height * 0.08 : parent.height * 0.12
        height: parent.height * (row.more ? row.lines > 1 ? 0.42 : 0.5 : 0.76)
        text: row.title
        color: Theme.ink
        size: Theme.base * 0.86
        font.bold: true
        horizontalAlignment: Text.AlignLeft
        verticalAlignment: row.more ? Text.AlignBottom : Text.AlignVCenter
    }
    FitText {
        visible: row.more !== ""
        anchors.left: name.left
        anchors.right: name.right
        y: name.y + name.height + parent.height * 0.02
        height: parent.height * 0.92 - y
        text: row.more
        color: Theme.soft
        size: Theme.fine
        horizontalAlignment: Text.AlignLeft
    }
}
