pragma Singleton
import QtQuick

// Colours, sizes and motion. Sizes come from the real screen's millimetres; everything else asks here.
QtObject {
    id: theme

    // set once by Main
    property string name: "light"
    property real textScale: 1
    property real width: 1280
    property real height: 800
    property list<real> screenMm: [0, 0]
    property var accents: ({})
    property bool motion: true

    readonly property bool portrait: height > width
    readonly property real small: Math.min(width, height)

    // 3.78 px/mm = 96 dpi, where the system does not know
    readonly property real pxX: screenMm[0] > 0 ? width / screenMm[0] : 3.78
    readonly property real pxY: screenMm[1] > 0 ? height / screenMm[1] : 3.78
    function mm(x: real): real {
        return x * Math.sqrt(pxX * pxY);
    }

    // touch: at least 12.7 mm with 2.5 mm between (ADA 309, EN 301 549)
    readonly property real targetWidth: Math.ceil(12.8 * pxX)
    readonly property real targetHeight: Math.ceil(12.8 * pxY)
    readonly property real gap: Math.ceil(2.6 * Math.max(pxX, pxY))
    // whole pixels, so that what stands on them is sharp
    readonly property real margin: Math.round(Math.max(gap, 0.03 * small))
    readonly property real space: Math.round(Math.max(gap, 0.028 * small))
    readonly property real radius: Math.max(mm(2.5), 0.018 * small)
    readonly property real line: Math.max(2, mm(0.35))
    readonly property real ring: Math.max(4, mm(0.9))

    // Noto Sans' capitals are 0.714 of its size: 8.55 mm give 6.1 mm of capital height. A 7-inch panel
    // has no room for that in sentences; there a line is at most a thirteenth of the short side.
    readonly property real base: Math.min(Math.max(mm(8.55), (portrait ? 0.056 : 0.05) * small), 0.076 * small) * textScale
    readonly property real headline: base * 1.3
    readonly property real fine: base * 0.72

    readonly property var palettes: ({
            light: {
                paper: "#fbf6ee",
                surface: "#ffffff",
                ink: "#2a1f17",
                soft: "#54453a",
                edge: "#857365",
                tint: "#f1e7d9",
                good: "#1b5e34",
                bad: "#8f1d14",
                card: "#ffffff",
                well: "#e6d8c5",
                shade: "#d9c8b2"
            },
            dark: {
                paper: "#1b1512",
                surface: "#2a211c",
                ink: "#fbf3ea",
                soft: "#dccfc3",
                edge: "#a39184",
                tint: "#352a24",
                good: "#9be3b1",
                bad: "#ffb4a8",
                card: "#2a211c",
                well: "#352a24",
                shade: "#0c0907"
            },
            contrast: {
                paper: "#000000",
                surface: "#000000",
                ink: "#ffffff",
                soft: "#ffffff",
                edge: "#ffffff",
                tint: "#000000",
                good: "#ffffff",
                bad: "#ffffff",
                card: "#000000",
                well: "#000000",
                shade: "#000000"
            }
        })
    readonly property var colours: palettes[name] || palettes.light
    readonly property color paper: colours.paper
    readonly property color surface: colours.surface
    readonly property color ink: colours.ink
    readonly property color soft: colours.soft
    readonly property color edge: colours.edge
    readonly property color tint: colours.tint
    readonly property color card: colours.card
    // what the camera's picture lies in, and what a card throws
    readonly property color well: colours.well
    readonly property color shade: colours.shade
    readonly property color good: colours.good
    readonly property color bad: colours.bad
    readonly property var accentPair: accents[name] || ({
            fill: "#8a3f14",
            ink: "#ffffff"
        })
    readonly property color accent: accentPair.fill
    readonly property color accentInk: accentPair.ink

    // things that are drawn as they are, in any theme: a phone and its glass, the light that reads a code
    readonly property color casing: name === "contrast" ? "#000000" : "#2a1f17"
    readonly property color arm: name === "contrast" ? "#ffffff" : "#54453a"
    readonly property color drawnInk: "#2a1f17"
    readonly property color drawnAccent: "#8a3f14"
    readonly property color ray: "#d3261a"

    readonly property int quick: motion ? 180 : 0
    readonly property int slow: motion ? 280 : 0
}
