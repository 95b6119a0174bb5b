pragma ComponentBehavior: Bound
import QtQuick
import KioskDock
import "../../ui/qml/theme"

// Whose phone it is: the members, side by side.
ListView {
    id: people

    required property DockBridge dock

    objectName: "members"
    height: 54
    orientation: ListView.Horizontal
    spacing: 4
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    model: dock.members
    delegate: Item {
        id: member
        required property var modelData
        readonly property bool chosen: modelData.code === people.dock.phone.code
        readonly property string name: modelData.email.split("@")[0]
        objectName: "member_" + modelData.code
        width: Math.max(60, Math.min(72, (people.width - 20) / 6))
        height: people.height

        Rectangle {
            id: face
            anchors.horizontalCenter: parent.horizontalCenter
            y: 3
            width: 34
            height: 34
            radius: 17
            color: member.chosen ? Theme.accent : Theme.surface
            border.width: 1
            border.color: member.chosen ? Theme.accent : Theme.edge
            Text {
                anchors.centerIn: parent
                text: member.name.charAt(0).toUpperCase()
                color: member.chosen ? Theme.accentInk : Theme.ink
                font.pixelSize: 16
                font.bold: true
            }
        }
        Text {
            anchors.horizontalCenter: parent.horizontalCenter
            y: 40
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: member.name.charAt(0).toUpperCase() + member.name.slice(1) + " " + member.modelData.stamps
            color: Theme.ink
            font.pixelSize: 11
            font.bold: member.chosen
            elide: Text.ElideRight
        }
        Rectangle {
            visible: member.modelData.calling
            x: face.x + 22
            y: 0
            width: 28
            height: 16
            radius: 8
            color: Theme.bad
            Text {
                anchors.centerIn: parent
                text: "PIN"
                color: "white"
                font.pixelSize: 10
                font.bold: true
            }
        }
        MouseArea {
            anchors.fill: parent
            cursorShape: Qt.PointingHandCursor
            Accessible.role: Accessible.Button
            Accessible.name: "Take " + member.name + "’s phone"
            onClicked: people.dock.pick(member.modelData.code)
        }
    }
}
