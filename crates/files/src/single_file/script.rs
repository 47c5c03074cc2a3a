//! Scripts that wasm-bindgen writes as modules, made into classic scripts that start their program by themselves. A page
//! from a disk can import no module, nor start one as a worker.

use super::html::beside;

/// What every such script begins with, so that one which was made before is known.
const BEGIN: &str = "(function () {\n\"use strict\";\n";

/// The classic script of a module; nothing where the module imports something, or exports otherwise than
/// wasm-bindgen writes it.
pub fn classic(module: &str, wasm: &str) -> Option<String> {
    if module.starts_with(BEGIN) {
        return Some(module.to_owned());
    }
    let (body, exports) = module.trim_end().rsplit_once("\nexport {")?;
    let mut exports = exports.strip_suffix("};")?.split(',').map(str::trim);
    let init = exports.find_map(|it| it.strip_suffix(" as default"))?;
    let lines = body.split_inclusive('\n').map(statement);
    let body = lines.collect::<Option<String>>()?;
    // It says where the wasm is, which is handed over.
    let body = body.replace("import.meta.url", "location.href");
    let start = format!("{init}({{ module_or_path: self.cubeboardParts.wasm({wasm:?}) }});");
    Some(format!("{BEGIN}{body}\n{start}\n}})();\n"))
}

/// A line of a module without the word that exports what it declares, which nothing needs; nothing where it imports.
fn statement(line: &str) -> Option<&str> {
    let Some(exported) = line.strip_prefix("export ") else {
        return (!line.starts_with("import ")).then_some(line);
    };
    let is_declared = ["class ", "function ", "const "].iter().any(|it| exported.starts_with(it));
    is_declared.then_some(exported)
}

/// The file that a script imports its program from.
pub fn imported(script: &str) -> Option<String> {
    quoted(script, " from ")
}

/// The wasm that Trunk's script starts the page's own program with.
pub fn started(script: &str) -> Option<String> {
    quoted(script, "module_or_path: ")
}

/// The wasm that a program looks for unless it is handed one.
pub fn looked_for(script: &str) -> Option<String> {
    quoted(script, "module_or_path = new URL(")
}

/// The name in quotes behind some words.
fn quoted(script: &str, words: &str) -> Option<String> {
    let (_, quoted) = script.split_once(words)?;
    let quote = quoted.chars().next().filter(|it| ['\'', '"'].contains(it))?;
    quoted[1..].split_once(quote).map(|(name, _)| beside(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODULE: &str = "const a = (b) => new URL(b);\nlet wasm;\nasync function __wbg_init(module_or_path) {\n    \
                          module_or_path = new URL('files-1_bg.wasm', import.meta.url);\n}\n\n\
                          export { initSync, __wbg_init as default };\n";

    #[test]
    fn a_module_becomes_a_script_that_starts_itself_and_stays_one() {
        let script = classic(MODULE, "files-1_bg.wasm").unwrap();
        assert_eq!(
            script,
            "(function () {\n\"use strict\";\nconst a = (b) => new URL(b);\nlet wasm;\nasync function __wbg_init(module_or_path) \
             {\n    module_or_path = new URL('files-1_bg.wasm', location.href);\n}\n\n__wbg_init({ \
             module_or_path: self.cubeboardParts.wasm(\"files-1_bg.wasm\") });\n})();\n"
        );
        assert_eq!(classic(&script, "files-1_bg.wasm"), Some(script));
    }

    #[test]
    fn what_a_module_declares_and_exports_is_declared() {
        let module = format!("export class Source {{\n}}\n{MODULE}");
        let script = classic(&module, "files-1_bg.wasm").unwrap();
        assert!(script.starts_with(&format!("{BEGIN}class Source {{\n}}\nconst a")), "{script}");
        assert!(!script.contains("export"), "{script}");
    }

    #[test]
    fn a_module_of_another_shape_is_none() {
        for module in [
            "let wasm;\nexport default wasm;\n".to_owned(),
            format!("import {{ a }} from './snippets/a.js';\n{MODULE}"),
            MODULE.replace(" as default", ""),
            format!("{MODULE}alert(1);\n"),
        ] {
            assert_eq!(classic(&module, "a.wasm"), None, "{module}");
        }
    }

    #[test]
    fn names_are_found_where_the_build_writes_them() {
        let starter = "import init, * as bindings from './app-1.js';\nconst wasm = await init({ \
                       module_or_path: './app-1_bg.wasm' });";
        assert_eq!(imported(starter).as_deref(), Some("app-1.js"));
        assert_eq!(started(starter).as_deref(), Some("app-1_bg.wasm"));
        assert_eq!(looked_for(MODULE).as_deref(), Some("files-1_bg.wasm"));
        assert_eq!(imported("await init();"), None);
    }
}
