pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import KioskDock
import "../../ui/qml/theme"

// What else the phone can show: coupons of the app, an old screenshot, any text at all.
Column {
    id: page

    required property DockBridge dock
    readonly property var phone: dock.phone

    spacing: 5

    Row {
        width: parent.width
        spacing: 6
        Toggle {
            objectName: "freeze"
            width: page.width - old.width - 6
            height: 30
            text: "Old screenshot"
            on: page.phone.frozen
            onAsked: wish => page.dock.freeze(wish)
        }
        Chip {
            id: old
            objectName: "advance_120"
            height: 30
            implicitHeight: 30
            text: "PIN and code expire"
            onClicked: page.dock.advance(120)
        }
    }
    Row {
        width: parent.width
        spacing: 6

        TextField {
            id: field
            objectName: "anyText"
            width: parent.width - showAny.width - scanAny.width - 12
            height: 30
            // of three bytes each, that is what a QR code holds
            maximumLength: 700
            placeholderText: "Any text as a QR code"
            color: Theme.ink
            placeholderTextColor: Qt.alpha(Theme.soft, 0.8)
            font.pixelSize: 13
            selectByMouse: true
            Accessible.name: "Any text as a QR code"
            onAccepted: page.dock.show_text(text)
            background: Rectangle {
                radius: 10
                color: Theme.paper
                border.width: field.activeFocus ? 2 : 1
                border.color: field.activeFocus ? Theme.accent : Qt.alpha(Theme.edge, 0.7)
            }
        }
        Chip {
            id: showAny
            objectName: "showAny"
            height: 30
            implicitHeight: 30
            text: "Show"
            enabled: field.text !== ""
            on: page.phone.kind === "text"
            onClicked: page.dock.show_text(field.text)
        }
        Chip {
            id: scanAny
            objectName: "scanAny"
            height: 30
            implicitHeight: 30
            text: "Scan"
            enabled: field.text !== ""
            onClicked: page.dock.scan_text(field.text)
        }
    }
    Text {
        visible: page.dock.coupons.length === 0
        width: parent.width
        text: page.phone.name + " has no coupons yet: a full card makes one."
        color: Theme.soft
        font.pixelSize: 12
        wrapMode: Text.Wrap
    }
    ListView {
        id: coupons
        width: parent.width
        height: Math.min(contentHeight, 78)
        visible: count > 0
        clip: true
        spacing: 3
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height
        model: page.dock.coupons
        delegate: Rectangle {
            id: coupon
            required property var modelData
            required property int index
            width: coupons.width
            height: 36
            radius: 10
            color: Theme.paper
            border.width: 1
            border.color: Qt.alpha(Theme.edge, 0.3)

            Text {
                anchors.verticalCenter: parent.verticalCenter
                x: 12
                width: parent.width - 150
                text: coupon.modelData.name + (coupon.modelData.used ? " (used)" : "")
                color: coupon.modelData.used ? Theme.soft : Theme.ink
                font.pixelSize: 13
                elide: Text.ElideRight
            }
            Row {
                anchors.verticalCenter: parent.verticalCenter
                anchors.right: parent.right
                anchors.rightMargin: 3
                spacing: 5
                Chip {
                    objectName: "showCoupon_" + coupon.index
                    height: 30
                    implicitHeight: 30
                    text: "Show"
                    on: coupon.modelData.shown
                    onClicked: page.dock.show_coupon(coupon.modelData.id)
                }
                Chip {
                    objectName: "scanCoupon_" + coupon.index
                    height: 30
                    implicitHeight: 30
                    text: "Scan"
                    onClicked: page.dock.scan_coupon(coupon.modelData.id)
                }
            }
        }
    }
}
