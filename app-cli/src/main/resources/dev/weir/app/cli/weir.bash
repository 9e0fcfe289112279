# Completion of weir for bash; from: weir completion bash
_weir() {
  local line words=() word joined=
  # bash cuts words at =, Weir does not: --name = value are one word again.
  for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
    if [[ $word == = && ${words[*]+x} && ${words[-1]} == --* && ${words[-1]} != *=* ]]; then
      words[-1]+==
      joined=yes
    elif [[ $joined ]]; then
      words[-1]+=$word
      joined=
    else
      words+=("$word")
    fi
  done
  # What is offered takes the place of what follows the last = or :, where bash cuts.
  local cut=${words[-1]} current=${COMP_WORDS[COMP_CWORD]}
  [[ $current == = ]] && current=
  cut=${cut%"$current"}
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :files*) compopt -o default ;;
      :folders*) compopt -o dirnames ;;
      *)
        line=${line%%$'\t'*}
        COMPREPLY+=("${line#"$cut"}")
        ;;
    esac
  done < <("$1" completion bash -- "${words[@]}" 2>/dev/null)
}
complete -F _weir weir
