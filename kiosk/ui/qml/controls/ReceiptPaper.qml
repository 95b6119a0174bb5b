import QtQuick

// A coupon as it is on paper. Give it a width, and the paper's size in dots, so that its place is known
// before its picture is; the picture is asked for in the size in which it is shown.
Item {
    id: paper

    property alias source: picture.source
    property real wide: 1
    property real high: 1

    implicitHeight: Math.round(width * high / Math.max(1, wide))
    Accessible.role: Accessible.Graphic

    Image {
        id: picture
        objectName: paper.objectName + "_picture"
        anchors.fill: parent
        sourceSize.width: Math.max(1, Math.round(paper.width))
        // tokens are on it: none stays behind in Qt's memory of pictures
        cache: false
        smooth: true
    }
    Rectangle {
        anchors.fill: parent
        color: "transparent"
        border.width: 1
        border.color: "#1f000000"
    }
}
