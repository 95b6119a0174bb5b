import QtQuick
import "../controls"

Page {
    id: screen

    Statement {
        width: parent.width
        height: screen.roomHeight
        picture: screen.body.picture || ""
        headline: screen.body.headline || ""
        detail: screen.body.detail || ""
    }
}
