# completion.bash - what bash offers behind `qinggao`: verbs, the options that the verb knows, the
# names of style sheets and kinds of damage, else files.  All of it is asked of the program, so there
# is no second list to keep.

_qinggao() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} verb=convert i
    local program=${COMP_WORDS[0]} words

    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        convert | fix | detect | styles | fonts | help) verb=${COMP_WORDS[i]} && break ;;
        esac
    done
    case $before in
    --style | styles | fonts | diff) words=$("$program" styles 2>/dev/null | cut -d ' ' -f 1) ;;
    --repair) words="safe full all none $("$program" help repairs 2>/dev/null | sed -n 's/^  \([a-z]*\).*/\1/p')" ;;
    help) words="convert fix detect styles fonts repairs" ;;
    esac
    case $word in
    -*) words=$("$program" help "$verb" 2>/dev/null | sed -En 's/^  (-., |    )(--[a-z-]+).*/\2/p') ;;
    *) ((COMP_CWORD == 1)) && words="convert fix detect styles fonts help" ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}

# Where it offers nothing, bash completes names of files.
complete -o default -F _qinggao qinggao
