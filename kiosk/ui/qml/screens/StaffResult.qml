import QtQuick
import "../theme"
import "../controls"

Page {
    id: screen

    Statement {
        width: parent.width
        height: screen.roomHeight
        picture: ({
                success: "check",
                refused: "cross",
                unsure: "unsure"
            })[screen.body.kind || ""] || "unsure"
        colour: screen.body.kind === "success" ? Theme.good : screen.body.kind === "refused" ? Theme.bad : Theme.ink
        ink: Theme.paper
        headline: screen.body.headline || ""
        detail: screen.body.detail || ""
        facts: screen.body.facts || []
        code: screen.body.code || ""
    }
}
