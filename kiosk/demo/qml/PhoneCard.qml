pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import KioskDock
import "../../ui/qml/theme"

// Who the customer is, and what the phone shows to the kiosk's camera.
Section {
    id: card

    required property DockBridge dock
    readonly property var phone: dock.phone

    title: "Phone"
    status: phone.kind === "" ? "not in the camera's view" : phone.frozen ? "shows a screenshot" : "before the camera"
    alarm: phone.frozen

    Row {
        width: parent.width
        spacing: 12

        Phone {
            id: drawn
            shown: card.phone
        }
        Column {
            width: parent.width - drawn.width - 12
            spacing: 6

            ListView {
                id: list
                objectName: "members"
                width: parent.width
                height: drawn.height - 80
                clip: true
                spacing: 2
                boundsBehavior: Flickable.StopAtBounds
                interactive: contentHeight > height
                model: card.dock.members
                delegate: Button {
                    id: member
                    required property var modelData
                    readonly property bool chosen: modelData.code === card.phone.code
                    objectName: "member_" + modelData.code
                    width: list.width
                    height: 41
                    padding: 0
                    hoverEnabled: true
                    text: modelData.email
                    onClicked: card.dock.pick(modelData.code)
                    HoverHandler {
                        cursorShape: Qt.PointingHandCursor
                    }
                    background: Rectangle {
                        radius: 9
                        color: member.chosen ? Theme.tint : member.hovered ? Theme.paper : "transparent"
                        border.width: member.visualFocus ? 3 : 0
                        border.color: Theme.ink
                        Rectangle {
                            visible: member.chosen
                            y: 8
                            width: 4
                            height: parent.height - 16
                            radius: 2
                            color: Theme.accent
                        }
                    }
                    contentItem: Item {
                        Text {
                            x: 10
                            y: 3
                            width: parent.width - 14
                            text: member.text
                            color: Theme.ink
                            font.pixelSize: 13
                            font.bold: member.chosen
                            elide: Text.ElideRight
                        }
                        Text {
                            x: 10
                            y: 21
                            text: member.modelData.stamps + " stamps · " + member.modelData.points + " points"
                            color: Theme.soft
                            font.pixelSize: 12
                        }
                        Rectangle {
                            visible: member.modelData.calling
                            anchors.right: parent.right
                            anchors.rightMargin: 4
                            y: 21
                            width: 32
                            height: 17
                            radius: 8
                            color: Theme.accent
                            Text {
                                anchors.centerIn: parent
                                text: "PIN"
                                color: Theme.accentInk
                                font.pixelSize: 11
                                font.bold: true
                            }
                        }
                    }
                }
            }
            Row {
                spacing: 6
                Chip {
                    objectName: "showMember"
                    width: (list.width - 6) / 2
                    text: "Show QR"
                    on: card.phone.kind === "member"
                    onClicked: card.dock.show_member()
                }
                Chip {
                    objectName: "hide"
                    width: (list.width - 6) / 2
                    text: "Hide"
                    enabled: card.phone.kind !== ""
                    onClicked: card.dock.hide()
                }
            }
            Toggle {
                objectName: "freeze"
                width: list.width
                text: "Screenshot"
                on: card.phone.frozen
                onAsked: wish => card.dock.freeze(wish)
            }
        }
    }

    Text {
        visible: card.dock.coupons.length === 0
        width: parent.width
        text: card.phone.name + " has no coupons yet: a full card makes one."
        color: Theme.soft
        font.pixelSize: 12
        wrapMode: Text.Wrap
    }
    ListView {
        id: coupons
        width: parent.width
        height: Math.min(contentHeight, 116)
        visible: count > 0
        clip: true
        spacing: 4
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentHeight > height
        model: card.dock.coupons
        delegate: Rectangle {
            id: coupon
            required property var modelData
            required property int index
            width: coupons.width
            height: 42
            radius: 10
            color: Theme.paper
            border.width: 1
            border.color: Qt.alpha(Theme.edge, 0.3)

            Text {
                anchors.verticalCenter: parent.verticalCenter
                x: 12
                width: parent.width - 176
                text: coupon.modelData.name + (coupon.modelData.used ? " (used)" : "")
                color: coupon.modelData.used ? Theme.soft : Theme.ink
                font.pixelSize: 13
                elide: Text.ElideRight
            }
            Row {
                anchors.verticalCenter: parent.verticalCenter
                anchors.right: parent.right
                anchors.rightMargin: 4
                spacing: 6
                Chip {
                    objectName: "showCoupon_" + coupon.index
                    text: "Show QR"
                    on: coupon.modelData.shown
                    onClicked: card.dock.show_coupon(coupon.modelData.id)
                }
                Chip {
                    objectName: "scanCoupon_" + coupon.index
                    text: "Scan"
                    onClicked: card.dock.scan_coupon(coupon.modelData.id)
                }
            }
        }
    }
    Row {
        width: parent.width
        spacing: 6

        TextField {
            id: field
            objectName: "anyText"
            width: parent.width - showAny.width - scanAny.width - 12
            height: 34
            // of three bytes each, that is what a QR code holds
            maximumLength: 700
            placeholderText: "Any text as a QR code"
            color: Theme.ink
            placeholderTextColor: Qt.alpha(Theme.soft, 0.8)
            font.pixelSize: 13
            selectByMouse: true
            Accessible.name: "Any text as a QR code"
            onAccepted: card.dock.show_text(text)
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
            text: "Show QR"
            enabled: field.text !== ""
            on: card.phone.kind === "text"
            onClicked: card.dock.show_text(field.text)
        }
        Chip {
            id: scanAny
            objectName: "scanAny"
            text: "Scan"
            enabled: field.text !== ""
            onClicked: card.dock.scan_text(field.text)
        }
    }
}
