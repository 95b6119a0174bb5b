pragma Singleton
import QtQuick

// Which keys the on-screen keyboard has: all its layouts are here. A page is {label, rows, cased}; label is
// what the key says that leads to it. Codes of coupons are the same for everybody, so are the
// numbers of orders; e-mails have the ASCII letters
// where the language has its keys, names its own letters.
QtObject {
    id: layouts

    readonly property string digits: "1234567890"

    readonly property var latin: ({
            de: ["qwertzuiop", "asdfghjkl", "yxcvbnm"]
        })
    readonly property var qwerty: ["qwertyuiop", "asdfghjkl", "zxcvbnm"]

    readonly property var own: ({
            tr: ["qwertyuıopğü", "asdfghjklşi", "zxcvbnmöç-'"],
            de: ["qwertzuiopü", "asdfghjklöä", "yxcvbnmß-'"],
            ar: ["ضصثقفغعهخحجد", "شسيبلاتنمكطأ", "ذئءؤرىةوزظإآ"]
        })
    readonly property var plain: ["qwertyuiop", "asdfghjkl'", "zxcvbnm-."]

    // the dot of a Turkish i is a letter's business
    readonly property var capitals: ({
            tr: ({
                    i: "İ",
                    "ı": "I"
                }),
            de: ({
                    "ß": "ẞ"
                })
        })

    // An order's number may have one sign more than there is a key for: shift writes it.
    function upper(sign: string, language: string, kind: string): string {
        if (kind === "order" && sign === ".")
            return "_";
        const special = capitals[language] || {};
        return special[sign] || sign.toUpperCase();
    }

    function pages(kind: string, language: string): var {
        const abc = {
            label: "ABC",
            cased: true,
            rows: plain
        };
        const signs = {
            label: "123",
            cased: false,
            rows: [digits, ".,-'&()/+#"]
        };
        if (kind === "email") {
            const rows = latin[language] || qwerty;
            return [
                {
                    label: "abc",
                    cased: false,
                    rows: [rows[0], rows[1] + "@", rows[2] + ".-_"]
                },
                {
                    label: "123+",
                    cased: false,
                    rows: [digits, "@.-_+!#$%&", "'*/=?^{|}~"]
                }
            ];
        }
        if (kind === "name") {
            if (language === "ar")
                return [
                    {
                        label: "أبج",
                        cased: false,
                        rows: own.ar
                    },
                    abc, signs];
            return [
                {
                    label: "ABC",
                    cased: true,
                    rows: own[language] || plain
                },
                signs];
        }
        return [
            {
                label: "",
                cased: true,
                rows: [digits, "qwertyuiop", kind === "order" ? "asdfghjkl." : "asdfghjkl_", "zxcvbnm-"]
            }
        ];
    }
}
