#!/usr/bin/env bash
# Finds the .NET SDK, builds the command-line tool when its sources are newer than it, and hands over.
set -euo pipefail

root="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd -P)"
project="$root/tools/DeploymentFlex.Cli"
tool="$root/.flex/cli"

# global.json asks for this SDK or a newer one of the same major and minor version.
required="$(sed -n 's/.*"version": *"\([0-9.]*\)".*/\1/p' "$root/global.json")"
series="${required%.*}"

# Prints the folder of the .NET installation whose SDK will do: the lines read "10.0.401 [/usr/share/dotnet/sdk]".
installation_of() {
    local version folder
    while read -r version folder; do
        if [[ "$version" =~ ^$series\.([0-9]+)$ ]] && (( BASH_REMATCH[1] >= ${required##*.} )); then
            folder="${folder#[}"
            dirname "${folder%]}"
            return 0
        fi
    done < <("$1" --list-sdks 2>/dev/null)
    return 1
}

find_dotnet() {
    local candidate others=""
    for candidate in "$(command -v dotnet || true)" "${DOTNET_ROOT:-}/dotnet" "${HOME:-}/.dotnet/dotnet"; do
        [ -x "$candidate" ] || continue
        installation_of "$candidate" && return 0
        others+="$("$candidate" --list-sdks 2>/dev/null)"$'\n'
    done

    echo "flex needs the .NET SDK $required or a newer $series, on the PATH, in DOTNET_ROOT or in ~/.dotnet." >&2
    [ -z "${others//[[:space:]]/}" ] || printf 'Only these are there:\n%s' "$others" >&2
    echo "Get it from https://dotnet.microsoft.com/download/dotnet/$series" >&2
    return 1
}

is_stale() {
    [ ! -e "$tool/stamp" ] || [ -n "$(find "$project"/* "$root"/Directory.* "$root/global.json" \
        \( -name bin -o -name obj \) -prune -o -newer "$tool/stamp" -print -quit)" ]
}

# Built beside the old one and swapped in, since another flex may be running from there. The feed is not known yet:
# a package that a partial source resolves to another version is no reason to stop here.
build() {
    local fresh="$tool.$$"
    echo "Building flex itself ..." >&2
    mkdir -p "$fresh"
    touch "$fresh/stamp"
    if ! dotnet build "$project" -c Release -o "$fresh" -v q -nologo -clp:NoSummary \
        -p:TreatWarningsAsErrors=false >"$fresh/build.log" 2>&1; then
        cat "$fresh/build.log" >&2
        rm -rf "$fresh"
        return 1
    fi
    rm -rf "$tool"
    mv "$fresh" "$tool"
}

DOTNET_ROOT="$(find_dotnet)"
PATH="$DOTNET_ROOT:$PATH"
export DOTNET_ROOT PATH
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 FLEX_REPOSITORY="$root"

if is_stale; then
    build
fi

exec dotnet "$tool/flex.dll" "$@"
