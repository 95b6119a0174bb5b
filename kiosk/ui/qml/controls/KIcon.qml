import QtQuick
import QtQuick.Shapes
import "../theme"

// Line drawings of our own on a field of 100 × 100.
Item {
    id: icon

    property string name
    property color color: Theme.ink
    property real stroke: 6
    property color filled: "transparent"

    readonly property var paths: ({
            access: "M50 12a9 9 0 1 0 0.1 0 M20 36 Q50 44 80 36 M50 41 L50 60 M50 58 L36 90 M50 58 L64 90",
            lock: "M26 46 H74 V86 H26 Z M34 46 V32 a16 16 0 0 1 32 0 V46",
            erase: "M34 24 H88 V76 H34 L10 50 Z M48 38 L72 62 M72 38 L48 62",
            aim: "M12 34 V12 H34 M66 12 H88 V34 M88 66 V88 H66 M34 88 H12 V66 M40 40 H60 V60 H40 Z",
            closer: "M10 10 L34 34 M34 16 V34 H16 M90 10 L66 34 M66 16 V34 H84 M10 90 L34 66 M34 84 V66 H16 M90 90 L66 66 M66 84 V66 H84",
            further: "M36 36 L12 12 M12 30 V12 H30 M64 36 L88 12 M88 30 V12 H70 M36 64 L12 88 M12 70 V88 H30 M64 64 L88 88 M88 70 V88 H70",
            still: "M34 10 H66 V90 H34 Z M44 20 H56 M14 36 V64 M86 36 V64",
            brighter: "M50 32 a18 18 0 1 0 0.1 0 M50 6 V18 M50 82 V94 M6 50 H18 M82 50 H94 M19 19 L27 27 M73 73 L81 81 M81 19 L73 27 M27 73 L19 81",
            tilt: "M30 22 L58 12 L80 74 L52 84 Z M40 24 L50 20 M10 46 C8 66 18 82 34 90 M20 92 L34 90 L32 76",
            two_codes: "M8 24 H46 V62 H8 Z M20 36 H34 V50 H20 Z M56 42 H92 V80 H56 Z M67 54 H81 V68 H67 Z",
            check: "M20 54 L42 76 L82 28",
            box: "M18 18 H82 V82 H18 Z",
            box_ticked: "M18 18 H82 V82 H18 Z M30 50 L45 66 L72 34",
            cross: "M26 26 L74 74 M74 26 L26 74",
            shift: "M50 14 L84 50 H66 V84 H34 V50 H16 Z",
            gift: "M16 40 H84 V56 H16 Z M22 56 V86 H78 V56 M50 40 V86 M50 40 C36 40 26 30 32 22 C40 14 50 28 50 40 C50 28 60 14 68 22 C74 30 64 40 50 40",
            printer: "M28 40 V14 H72 V40 M28 72 H14 V40 H86 V72 H72 M28 58 H72 V88 H28 Z M40 70 H60",
            receipt: "M26 12 H74 V88 L66 80 L58 88 L50 80 L42 88 L34 80 L26 88 Z M38 30 H62 M36 54 L46 64 L64 44",
            trouble: "M50 14 L92 84 H8 Z M50 40 V60 M50 71 V73",
            ticket: "M12 28 H88 V42 a8 8 0 0 0 0 16 V72 H12 V58 a8 8 0 0 0 0 -16 Z M62 32 V38 M62 47 V53 M62 62 V68",
            spend: "M42 18 a28 28 0 1 0 0.1 0 M30 46 H54 M66 26 a28 28 0 0 1 0 42",
            add: "M42 18 a28 28 0 1 0 0.1 0 M30 46 H54 M42 34 V58 M66 26 a28 28 0 0 1 0 42",
            member: "M50 12 a18 18 0 1 0 0.1 0 M14 88 C14 62 30 54 50 54 C70 54 86 62 86 88",
            task: "M22 14 H78 V88 H22 Z M38 8 H62 V22 H38 Z M36 44 L42 50 L54 38 M60 46 H66 M36 66 L42 72 L54 60 M60 68 H66",
            thanks: "M50 84 C20 62 10 46 14 32 C18 16 40 14 50 32 C60 14 82 16 86 32 C90 46 80 62 50 84 Z",
            unknown_member: "M40 14 a16 16 0 1 0 0.1 0 M12 86 C12 62 24 56 40 56 C48 56 54 58 59 62 M68 66 C68 54 88 54 88 66 C88 74 78 74 78 82 M78 91 V93",
            old_code: "M14 14 H40 V40 H14 Z M60 14 H86 V40 H60 Z M14 60 H40 V86 H14 Z M24 26 H30 M70 26 H76 M24 72 H30 M70 54 a18 18 0 1 0 0.1 0 M70 62 V72 L78 77",
            not_a_code: "M14 14 H40 V40 H14 Z M60 14 H86 V40 H60 Z M14 60 H40 V86 H14 Z M24 26 H30 M70 26 H76 M24 72 H30 M58 58 L86 86 M86 58 L58 86",
            coupon_to_staff: "M6 40 H56 V50 a6 6 0 0 0 0 12 V72 H6 V62 a6 6 0 0 0 0 -12 Z M80 26 a11 11 0 1 0 0.1 0 M62 88 C62 66 68 58 80 58 C92 58 96 66 96 88 M20 24 H48 M40 16 L48 24 L40 32",
            offline: "M28 68 C10 68 6 46 24 42 C22 20 54 14 62 34 C80 30 92 50 82 62 C78 67 74 68 68 68 M39 58 L59 82 M59 58 L39 82",
            unavailable: "M14 20 H86 V64 H54 L36 82 V64 H14 Z M50 30 V44 M50 53 V55",
            busy: "M26 12 H74 M26 88 H74 M32 12 V26 C32 40 46 44 46 50 C46 56 32 60 32 74 V88 M68 12 V26 C68 40 54 44 54 50 C54 56 68 60 68 74 V88 M42 78 H58",
            pin_failed: "M20 46 H64 V86 H20 Z M28 46 V32 a14 14 0 0 1 28 0 V46 M72 62 L90 80 M90 62 L72 80",
            unsure: "M50 10 a40 40 0 1 0 0.1 0 M38 42 C38 26 62 26 62 42 C62 52 50 52 50 62 M50 73 V75",
            closed: "M50 10 L24 38 M50 10 L76 38 M12 38 H88 V80 H12 Z M28 59 H72",
            restart: "M78 30 A36 36 0 1 0 86 56 M80 10 V32 H58",
            shut_down: "M50 12 V48 M30 24 A36 36 0 1 0 70 24",
            devices: "M12 22 H88 V66 H12 Z M36 86 H64 M50 66 V86 M28 52 L40 38 L54 52 L70 34",
            people: "M36 20 a14 14 0 1 0 0.1 0 M8 84 C8 62 20 56 36 56 C52 56 64 62 64 84 M64 20 a14 14 0 0 1 0 28 M72 58 C86 60 92 68 92 84",
            take_out: "M40 14 a16 16 0 1 0 0.1 0 M12 86 C12 62 24 56 40 56 C48 56 54 58 59 62 M66 76 H92",
            settings: "M14 28 H86 M14 50 H86 M14 72 H86 M32 20 V36 M66 42 V58 M44 64 V80",
            scanner: "M16 20 H64 C78 20 84 30 84 40 H48 L42 54 H58 L48 86 H28 L34 54 L26 40 H16 Z M92 22 V38"
        })

    Accessible.ignored: true

    Shape {
        width: 100
        height: 100
        anchors.centerIn: parent
        scale: Math.min(icon.width, icon.height) / 100
        preferredRendererType: Shape.CurveRenderer

        ShapePath {
            strokeColor: icon.color
            strokeWidth: icon.stroke
            fillColor: icon.filled
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin
            PathSvg {
                path: icon.paths[icon.name] || "M50 10 a40 40 0 1 0 0.1 0"
            }
        }
    }
}
