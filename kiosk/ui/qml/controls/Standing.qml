pragma ComponentBehavior: Bound
import QtQuick
import "../theme"

// What a member has: the stamp card, or large numbers where the shop's card is not known.
Item {
    id: standing

    property var body: ({})
    readonly property var card: body.card || null
    readonly property bool drawn: !!card && card.of > 0 && card.of <= 40

    Loader {
        id: sheet
        active: standing.drawn
        anchors.fill: parent
        sourceComponent: KCard {
            filled: Math.min(standing.card.filled, standing.card.of)
            of: standing.card.of
            gained: standing.card.gained
            shop: Face.view.shop_name || ""
            label: standing.body.stamps_text || ""
        }
    }
    Item {
        visible: !standing.drawn
        anchors.fill: parent

        StampMark {
            id: seal
            anchors.horizontalCenter: parent.horizontalCenter
            y: parent.height * 0.06
            height: Math.min(parent.height * 0.5, parent.width * 0.6)
            width: height
            initial: (Face.view.shop_name || "").trim().charAt(0)
        }
        Words {
            anchors.top: seal.bottom
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.topMargin: Theme.gap
            align: Text.AlignHCenter
            lines: [
                {
                    text: standing.card ? Face.num(standing.card.filled) : standing.body.points_shown || "",
                    role: "number"
                }
            ]
        }
    }
}
