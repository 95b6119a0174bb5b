pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// A phone that shows a code: squares that only look like one.
Rectangle {
    id: phone

    readonly property real cell: width * 0.72 / 11
    // eleven by eleven, three eyes and a scatter
    readonly property var rows: ["11110101111", "10010011001", "10010101001", "11110001111", "00001010000", "10110011010", "01001100101", "11110010010", "10010101101", "10010110010", "11110011011"]

    radius: width * 0.13
    color: Theme.casing
    border.width: Theme.name === "light" ? 0 : Math.max(2, width * 0.02)
    border.color: Theme.edge
    Accessible.ignored: true

    Rectangle {
        id: glass
        anchors.fill: parent
        anchors.margins: phone.width * 0.05
        radius: phone.radius - anchors.margins
        color: "#ffffff"

        Rectangle {
            anchors.top: parent.top
            anchors.topMargin: phone.width * 0.06
            anchors.horizontalCenter: parent.horizontalCenter
            width: phone.width * 0.24
            height: phone.width * 0.045
            radius: height / 2
            color: Theme.drawnInk
        }
        Rectangle {
            anchors.bottom: parent.bottom
            anchors.bottomMargin: phone.width * 0.16
            anchors.horizontalCenter: parent.horizontalCenter
            width: phone.width * 0.5
            height: phone.width * 0.07
            radius: height / 2
            color: Theme.drawnAccent
        }
        Grid {
            LayoutMirroring.enabled: false
            anchors.centerIn: parent
            anchors.verticalCenterOffset: -phone.width * 0.08
            columns: 11

            Repeater {
                model: 121

                Rectangle {
                    required property int index
                    width: phone.cell
                    height: phone.cell
                    color: phone.rows[Math.floor(index / 11)].charAt(index % 11) === "1" ? Theme.drawnInk : "#ffffff"
                }
            }
        }
    }
}
