#!/bin/sh
# Cài đặt Lưu Trữ trên Debian 12 không nối mạng / Installs Lưu Trữ on a Debian 12 without a network.
#
#   sudo ./install.sh                    hỏi về khóa phát hành / asks about the release key
#   sudo ./install.sh --fingerprint HEX  vân tay của khóa, nhận bằng đường khác / got another way
#   sudo ./install.sh --key FILE         khóa phát hành, nhận bằng đường khác / got another way
#   sudo ./install.sh --unsigned         bộ cài chưa ký, chỉ để thử / an unsigned bundle, for trials
set -eu
export LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
known=/etc/luutru/release-key.gpg
key='' fingerprint='' unsigned=''

say() { printf '%s\n    %s\n' "$1" "$2"; }
fail() { printf '%s\n    %s\n' "$1" "$2" >&2; exit 1; }

while [ $# -gt 0 ]; do
  case $1 in
    --key) key=$(realpath -- "${2:?--key FILE}"); shift 2 ;;
    --fingerprint) fingerprint=$(printf %s "${2:?--fingerprint HEX}" | tr -d ' :' | tr a-f A-F); shift 2 ;;
    --unsigned) unsigned=1; shift ;;
    -h | --help) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) fail "Không hiểu: $1" "Not understood: $1" ;;
  esac
done

# Who signed it: the key of the last installation, the key that was named, or the one beside this
# script, whose fingerprint somebody has to know from elsewhere.
check_signature() {
  if [ ! -f SHA256SUMS.sig ]; then
    [ -n "$unsigned" ] || fail "Bộ cài chưa được ký; không cài." "The bundle is not signed; nothing was installed."
    say "CẢNH BÁO: bộ cài chưa được ký." "WARNING: the bundle is not signed."
    return 0
  fi
  if [ -n "$key" ]; then ring=$key
  elif [ -f "$known" ]; then ring=$known
  else ring=./release-key.gpg
  fi
  cp -- "$ring" "$room/ring.gpg" 2>/dev/null || fail "Không đọc được khóa $ring." "The key $ring cannot be read."
  told=$(gpgv --status-fd 1 --keyring "$room/ring.gpg" SHA256SUMS.sig SHA256SUMS 2>/dev/null) ||
    fail "Chữ ký không đúng, hoặc do khóa khác ký; không cài." \
      "The signature is wrong, or another key signed; nothing was installed."
  signer=$(printf '%s\n' "$told" | sed -n 's/^\[GNUPG:\] VALIDSIG .* \([0-9A-F]*\)$/\1/p')
  say "Chữ ký đúng, khóa $signer." "The signature is right, key $signer."
  if [ -n "$fingerprint" ]; then
    [ "$fingerprint" = "$signer" ] ||
      fail "Vân tay khác với $fingerprint; không cài." "This is not $fingerprint; nothing was installed."
  elif [ "$ring" = ./release-key.gpg ]; then
    ask_for_fingerprint
  fi
}

ask_for_fingerprint() {
  [ -t 0 ] || fail "Nêu vân tay của khóa: --fingerprint HEX." "Name the fingerprint of the key: --fingerprint HEX."
  say "Vân tay này có đúng như cơ quan phát hành đã cho biết bằng đường khác không? [co/KHONG]" \
    "Is this the fingerprint that the publisher told you another way? [yes/NO]"
  read -r answer
  case $answer in
    co | có | yes) ;;
    *) fail "Không cài." "Nothing was installed." ;;
  esac
}

# Every file is as it was summed up, and nothing else lies there.
check_sums() {
  sha256sum --check --strict --quiet SHA256SUMS ||
    fail "Có tệp bị thay đổi hoặc bị thiếu; không cài." "A file was changed or is missing; nothing was installed."
  find . -type f ! -name 'SHA256SUMS*' ! -path ./release-key.gpg | sed 's#^\./##' | sort >"$room/there"
  cut -c67- SHA256SUMS | sort >"$room/summed"
  cmp -s "$room/there" "$room/summed" ||
    fail "Có tệp lạ trong bộ cài; không cài." "There is a file that does not belong here; nothing was installed."
  say "Mọi tệp nguyên vẹn." "Every file is as it was made."
}

check_nobody_works() {
  for link in /proc/[0-9]*/exe; do
    case $(readlink "$link" 2>/dev/null || :) in
      /usr/lib/luutru/*) fail "Lưu Trữ đang chạy; hãy đóng lại trước." "Lưu Trữ is running; close it first." ;;
    esac
  done
}

# apt takes the folder for a mirror: it installs what is missing here, and nothing older.
offline_apt() {
  apt-get -qq -o Dir::Etc::SourceList="$room/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State::Lists="$room/lists" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= \
    -o APT::Sandbox::User=root -o Acquire::Languages=none -o Dpkg::Use-Pty=0 "$@"
}

[ "$(id -u)" = 0 ] || fail "Hãy chạy với quyền root: sudo ./install.sh" "Run this as root: sudo ./install.sh"
# shellcheck source=/dev/null
system="$(. /etc/os-release && echo "$ID $VERSION_ID") $(dpkg --print-architecture)"
[ "$system" = "debian 12 amd64" ] ||
  fail "Bộ cài này dành cho Debian 12 (amd64)." "This bundle is for Debian 12 (amd64)."

# What is checked is what is installed: a copy that nobody else can change meanwhile.
room=$(mktemp -d /var/tmp/luutru-install.XXXXXX)
trap 'rm -rf "$room"' EXIT
trap 'exit 1' HUP INT TERM
say "Đang chép bộ cài vào $room …" "Copying the bundle to $room …"
cp -R -- "$here" "$room/bundle"
cd "$room/bundle"
check_signature
check_sums
check_nobody_works
mkdir -p "$room/lists/partial"
echo "deb [trusted=yes] file:$room/bundle/packages ./" >"$room/sources.list"
say "Đang cài đặt, không dùng mạng …" "Installing, without a network …"
offline_apt update
# shellcheck disable=SC2046  # names of packages, one word each
offline_apt install --yes --no-install-recommends --no-remove luutru $(cat ALSO) >"$room/log" 2>&1 || {
  cat "$room/log" >&2
  fail "Cài đặt không thành công; lý do ở trên." "The installation failed; the reason is above."
}
if [ -f "$room/ring.gpg" ]; then
  install -D -m 644 "$room/ring.gpg" "$known"
fi
say "Đã cài $(luutru --version). Mở từ danh mục ứng dụng, hoặc gõ: luutru" \
  "$(luutru --version) is installed. Open it from the menu of applications, or type: luutru"
say "Kho lưu trữ của người dùng không bị động đến." "No archive of any user was touched."
