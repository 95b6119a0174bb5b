pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// The stamp card, the hero of the kiosk: as many places as the shop's card has, filled by seals; the
// stamps that were just gained come down one by one.
Item {
    id: card

    property int filled: 0
    property int of: 10
    property int gained: 0
    property string shop: ""
    property string label: ""
    readonly property bool justFull: gained > 0 && filled === of
    // the first stamp waits for the eye, the others follow it; a handful of them never takes over 3 s
    readonly property int before: 350
    readonly property real each: Math.min(300, 2400 / Math.max(1, gained))
    // room to fill; the card keeps its shape in it
    readonly property int rows: of <= 5 ? 1 : of <= 12 ? 2 : of <= 21 ? 3 : Math.ceil(of / 8)
    readonly property int columns: Math.ceil(of / rows)
    readonly property real shape: Math.max(1.25, Math.min(2.4, (columns + 0.35) / (rows + 0.95)))
    readonly property real cardWidth: Math.min(width, height * shape)
    readonly property real cardHeight: cardWidth / shape
    readonly property string initial: shop.trim().charAt(0).toLocaleUpperCase()

    Accessible.role: Accessible.Graphic
    Accessible.name: label

    // the second card beneath gives the first one its weight without a shadow effect
    Rectangle {
        anchors.centerIn: sheet
        anchors.verticalCenterOffset: sheet.height * 0.022
        anchors.horizontalCenterOffset: sheet.height * 0.01
        width: sheet.width
        height: sheet.height
        radius: sheet.radius
        color: Theme.shade
        rotation: 0.6
    }
    Rectangle {
        id: sheet
        anchors.centerIn: parent
        width: card.cardWidth
        height: card.cardHeight
        radius: height * 0.06
        color: Theme.card
        border.width: Theme.line
        border.color: Theme.edge

        Rectangle {
            id: band
            width: parent.width - 2 * Theme.line
            height: parent.height * 0.19
            x: Theme.line
            y: Theme.line
            topLeftRadius: sheet.radius - Theme.line
            topRightRadius: sheet.radius - Theme.line
            color: Theme.accent
            clip: true

            // the house's mark, large and pale, running off the corner
            Seal {
                anchors.verticalCenter: parent.verticalCenter
                anchors.verticalCenterOffset: parent.height * 0.3
                anchors.right: parent.right
                anchors.rightMargin: -parent.height * 0.25
                width: parent.height * 2.1
                height: width
                fill: "transparent"
                rim: Theme.accentInk
                ink: Theme.accentInk
                scallops: 22
                opacity: 0.2
            }
            Text {
                anchors.fill: parent
                anchors.leftMargin: sheet.width * 0.045
                anchors.rightMargin: Math.max(sheet.width * 0.045, parent.height * 1.9)
                text: card.shop
                color: Theme.accentInk
                font.bold: true
                font.pixelSize: parent.height * 0.56
                fontSizeMode: Text.Fit
                minimumPixelSize: 8
                elide: Text.ElideRight
                verticalAlignment: Text.AlignVCenter
                horizontalAlignment: Text.AlignLeft
                textFormat: Text.PlainText
                Accessible.ignored: true
            }
        }

        Item {
            id: field
            anchors.top: band.bottom
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.margins: sheet.height * 0.05

            readonly property real cell: Math.min(width / card.columns, height / card.rows)

            Grid {
                anchors.centerIn: parent
                columns: card.columns

                Repeater {
                    model: card.of

                    Item {
                        id: place
                        required property int index
                        readonly property bool isFilled: index < card.filled
                        readonly property bool isNew: isFilled && index >= card.filled - card.gained
                        readonly property bool isLast: index === card.of - 1
                        z: isNew ? 1 : 0
                        width: field.cell
                        height: field.cell

                        Rectangle {
                            anchors.centerIn: parent
                            width: parent.width * 0.8
                            height: width
                            radius: width / 2
                            color: Theme.name === "contrast" ? "transparent" : Theme.tint
                            border.width: Math.max(Theme.line, width * 0.03)
                            border.color: place.isLast ? Theme.accent : Theme.edge

                            Text {
                                visible: !place.isLast && !seal.visible
                                anchors.centerIn: parent
                                text: Face.num(place.index + 1)
                                color: Theme.soft
                                font.pixelSize: Math.max(6, parent.width * 0.4)
                                textFormat: Text.PlainText
                                Accessible.ignored: true
                            }
                            KIcon {
                                visible: place.isLast
                                anchors.centerIn: parent
                                width: parent.width * 0.62
                                height: width
                                name: "gift"
                                color: Theme.accent
                                stroke: 8
                            }
                        }
                        // the newest are told from the others when they lie still, too
                        Rectangle {
                            visible: place.isNew && seal.landed
                            anchors.centerIn: parent
                            width: parent.width * 1.04
                            height: width
                            radius: width / 2
                            color: Theme.name === "contrast" ? "transparent" : Theme.tint
                            border.width: Theme.line
                            border.color: Theme.accent
                        }
                        Burst {
                            id: burst
                            anchors.centerIn: parent
                            width: seal.width
                            height: width
                        }
                        StampMark {
                            id: seal
                            anchors.centerIn: parent
                            width: parent.width * 0.94
                            height: width
                            seed: place.index
                            initial: card.initial
                            visible: place.isFilled && landed
                            property bool landed: !place.isNew || !Theme.motion

                            SequentialAnimation {
                                running: place.isNew && Theme.motion
                                PauseAnimation {
                                    duration: Math.max(0, card.before + card.each * (place.index - (card.filled - card.gained)))
                                }
                                // No scripts in here: the page may go in the middle of it, and a script
                                // that comes up then is run where nothing is left to run it in.
                                PropertyAction {
                                    target: seal
                                    property: "landed"
                                    value: true
                                }
                                NumberAnimation {
                                    target: seal
                                    property: "scale"
                                    from: 2.1
                                    to: 0.9
                                    duration: 180
                                    easing.type: Easing.InCubic
                                }
                                PropertyAction {
                                    target: burst
                                    property: "flying"
                                    value: true
                                }
                                NumberAnimation {
                                    target: seal
                                    property: "scale"
                                    to: 1
                                    duration: 120
                                    easing.type: Easing.OutQuad
                                }
                            }
                            // a full card: a wave through all of them, once the last one is down
                            SequentialAnimation {
                                running: card.justFull && Theme.motion
                                PauseAnimation {
                                    duration: card.before + card.each * card.gained + 450 + 45 * Math.min(place.index, 20)
                                }
                                NumberAnimation {
                                    target: seal
                                    property: "scale"
                                    to: 1.1
                                    duration: 120
                                    easing.type: Easing.OutQuad
                                }
                                NumberAnimation {
                                    target: seal
                                    property: "scale"
                                    to: 1
                                    duration: 160
                                    easing.type: Easing.InOutQuad
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
